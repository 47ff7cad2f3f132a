"""From signed awards to letters with links: as a table, as files, or by post. Nothing about anybody is printed or kept."""

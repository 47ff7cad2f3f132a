"""Publishing: a pure function of the repository's tree. It holds no key and uses no clock but the commit's."""

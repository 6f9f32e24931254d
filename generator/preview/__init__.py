"""The preview: the site as it would be built, rebuilt on every save, and the author's review panel beside its articles.

Nothing of what is here, neither scripts nor styles nor drafts, ever gets into a build: the server puts it into pages
on their way to the browser. The server listens on the machine itself; see `guard` for who may ask and `review` for
what may be written.
"""

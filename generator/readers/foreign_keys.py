"""Front matter keys of other generators and their themes. Lower case."""

ALIASES = {
    # Jekyll, Hexo, Hugo, VuePress, Obsidian → ours
    "excerpt": "description", "summary": "description", "subtitle": "description", "desc": "description", "abstract": "description",
    "keywords": "tags", "tag": "tags", "category": "categories", "topics": "tags", "series": "categories",
    "lastmod": "updated", "modified": "updated", "last_modified_at": "updated", "lastupdated": "updated", "update": "updated",
    "updatedat": "updated", "modify_date": "updated", "last_modified": "updated",
    "publishdate": "date", "published_date": "date", "pubdate": "date", "created": "date", "createdat": "date", "create_date": "date",
    "authors": "author", "writer": "author", "byline": "author",
    "lang": "language", "locale": "language", "isdraft": "draft",
    "cover": "image", "thumbnail": "image", "banner": "image", "featured_image": "image", "featuredimage": "image", "img": "image",
    "cover_image": "image", "coverimage": "image", "header-img": "image", "index_img": "image", "top_img": "image", "photo": "image",
    "feature": "image", "featureimage": "image", "og_image": "image", "ogimage": "image", "header_img": "image",
    "标题": "title", "日期": "date", "作者": "author", "标签": "tags", "分类": "categories", "摘要": "description",
}
"""Key of theirs → key of ours that means the same."""

IGNORED = frozenset((
    # Hexo and its themes (NexT, Butterfly, Fluid, Icarus, Matery, Stellar …)
    "permalink", "comments", "comment", "top", "sticky", "mathjax", "katex", "math", "mermaid", "copyright", "copyright_author",
    "copyright_author_href", "copyright_url", "copyright_info", "copyright_reprint", "aside", "highlight_shrink", "aplayer", "swiper_index",
    "toc_number", "toc_style_simple", "noindex", "noindexing", "disablenunjucks", "type", "link", "links", "photos", "albums", "password",
    "hide", "hidden", "reward", "donate", "license", "license_type", "abbrlink", "id", "uuid", "cid", "postid", "banner_img",
    "banner_img_height", "banner_mask_alpha", "excerpt_separator", "quicklink", "pdf", "sponsor", "wordcount", "word_count", "readtime",
    "reading_time", "related_posts", "recommend", "essential", "declare", "source", "source_url", "original", "original_url", "translator",
    "reviewer", "from", "via", "fancybox", "lightgallery", "cover_index", "coverwidth", "coverheight", "music", "video", "urlname",
    "sitemap", "seo_title", "seo", "index", "main_color", "poster", "header", "footer", "sidebar", "breadcrumb", "share", "ai", "plugins",
    "tocopen", "only", "body", "article", "mathjax2", "expires", "end", "backup", "cc", "indent", "description_hide", "references",
    # Jekyll and its themes (Minimal Mistakes, Chirpy, TeXt, Beautiful Jekyll …)
    "published", "render_with_liquid", "nav_order", "parent", "grand_parent", "has_children", "nav_exclude", "search_exclude", "pin",
    "author_profile", "read_time", "related", "classes", "toc_label", "toc_icon", "toc_sticky", "show_date", "tagline", "teaser", "header-mask",
    "header-style", "catalog", "iframe", "multilingual", "aside_toc", "mode", "show_author_profile", "cover-img", "thumbnail-img", "share-img",
    "share-title", "share-description", "gh-repo", "gh-badge", "full-width", "css", "js", "ext-js", "ext-css", "redirect_from", "redirect_to",
    "collection", "media_subpath", "img_path", "image_alt", "entries_layout", "excerpt_only", "canonical_url", "theme", "pagination",
    "panel_includes", "tail_includes", "mastodon", "hide_title", "hide_description", "no_toc", "sidebars", "nav_title", "usemathjax",
    # Hugo and its themes (PaperMod, Stack, LoveIt, Even, Congo, Docsy …)
    "weight", "aliases", "url", "linktitle", "cascade", "headless", "iscjklanguage", "markup", "menu", "menus", "outputs", "resources",
    "sitemap_exclude", "translationkey", "expirydate", "build", "_build", "params", "showtoc", "showreadingtime", "showbreadcrumbs",
    "showpostnavlinks", "showwordcount", "showsharebuttons", "showrsslink", "disableshare", "disablehljs", "hidesummary", "hidemeta",
    "searchhidden", "usehugotoc", "canonicalurl", "editpost", "robotsnoindex", "ishidden", "hiddenfromhomepage", "hiddenfromsearch",
    "twemoji", "lightgallery_", "ruby", "fraction", "fontawesome", "linktomarkdown", "rsstitle", "code", "mapbox", "library", "repost",
    "authorlink", "authoremail", "featuredimagepreview", "resources_", "subtitle_", "contentcopyright", "autocollapsetoc", "postmetaindexable",
    "hidecopyright", "hidetitle", "showdate", "showauthor", "showhero", "herostyle", "layoutbackgroundblur", "notoc", "disabletoc",
    "disablecomments", "commentable", "reward_", "sequencediagrams", "flowchartdiagrams", "enabletoc", "slug_", "bookcollapsesection",
    "bookflatsection", "booktoc", "bookhidden", "bookcomments", "booksearchexclude", "simple_list", "hide_summary", "type_", "date_format",
    # VuePress, VitePress, Docusaurus, Obsidian, Typora, Gridea, Halo, WordPress exports
    "sidebar_position", "sidebar_label", "sidebar_class_name", "hide_table_of_contents", "pagination_next", "pagination_prev", "custom_edit_url",
    "outline", "lastupdated_", "editlink", "navbar", "prev", "next", "head", "cssclass", "cssclasses", "publish", "alias", "status", "star",
    "feature_image_", "istop", "hideinlist", "filename", "post_id", "post_type", "post_status", "guid", "wordpress_id", "views", "visible",
    "isoriginal", "contributors", "timeline", "icon", "order", "version", "meta", "dir", "home", "typora-root-url", "typora-copy-images-to",
))
"""Keys of theirs that mean nothing to us; no author should have to remove them."""

"""Front matter keys, in lower case, of other generators and their themes."""

ALIASES = {
    foreign: own
    for own, names in {
        "description": "excerpt summary subtitle desc abstract 摘要",
        "tags": "keywords tag topics 标签",
        "categories": "category 分类",
        "updated": "lastmod modified last_modified_at lastupdated update updatedat modify_date last_modified",
        "date": "published_date pubdate created createdat create_date 日期",
        "author": "authors writer byline 作者",
        "permalink": "url",
        "aliases": "redirect_from alias",
        "id": "abbrlink cid postid post_id wordpress_id",
        "comments": "comment",
        "series": "系列 column 专栏",
        "part": "series_order series_weight series_index seriesorder",
        "language": "lang locale",
        "image": "cover thumbnail banner featured_image featuredimage img "
        "cover_image coverimage header-img index_img top_img photo feature featureimage og_image ogimage header_img",
        "title": "标题",
    }.items()
    for foreign in names.split()
}
"""Foreign key → our key of the same meaning."""

IGNORED = frozenset(
    (
        # Hexo and its themes (NexT, Butterfly, Fluid, Icarus, Matery, Stellar …)
        "mathjax katex math mermaid copyright copyright_author copyright_author_href "
        "copyright_url copyright_info copyright_reprint aside highlight_shrink aplayer swiper_index toc_number "
        "toc_style_simple disablenunjucks type link links photos albums reward donate license license_type uuid "
        "banner_img banner_img_height banner_mask_alpha excerpt_separator quicklink pdf sponsor wordcount "
        "word_count readtime reading_time related_posts recommend essential declare source source_url original "
        "original_url translator reviewer from via fancybox lightgallery cover_index coverwidth coverheight music "
        "video urlname seo_title seo index main_color poster header footer sidebar breadcrumb share ai plugins "
        "tocopen only body article mathjax2 end backup cc indent description_hide references "
        # Jekyll and its themes (Minimal Mistakes, Chirpy, TeXt, Beautiful Jekyll …)
        "render_with_liquid nav_order parent grand_parent has_children nav_exclude author_profile read_time "
        "related classes toc_label toc_icon toc_sticky show_date tagline teaser header-mask header-style catalog "
        "iframe multilingual aside_toc mode show_author_profile cover-img thumbnail-img share-img share-title "
        "share-description gh-repo gh-badge full-width css js ext-js ext-css redirect_to media_subpath img_path "
        "image_alt entries_layout excerpt_only canonical_url theme pagination panel_includes tail_includes "
        "mastodon hide_title hide_description no_toc sidebars nav_title usemathjax "
        # Hugo and its themes (PaperMod, Stack, LoveIt, Even, Congo, Docsy …)
        "linktitle cascade iscjklanguage markup menu menus outputs resources translationkey params showtoc "
        "showreadingtime showbreadcrumbs showpostnavlinks showwordcount showsharebuttons showrsslink disableshare "
        "disablehljs hidesummary hidemeta usehugotoc canonicalurl editpost twemoji ruby fraction fontawesome "
        "linktomarkdown rsstitle code mapbox library repost authorlink authoremail featuredimagepreview "
        "contentcopyright autocollapsetoc postmetaindexable hidecopyright hidetitle showdate showauthor showhero "
        "herostyle layoutbackgroundblur notoc disabletoc disablecomments commentable sequencediagrams "
        "flowchartdiagrams enabletoc bookcollapsesection bookflatsection booktoc bookcomments simple_list "
        "hide_summary date_format "
        # VuePress, VitePress, Docusaurus, Obsidian, Typora, Gridea, Halo, WordPress exports
        "sidebar_position sidebar_label sidebar_class_name hide_table_of_contents pagination_next pagination_prev "
        "custom_edit_url outline editlink navbar prev next head cssclass cssclasses star filename post_type guid "
        "views isoriginal contributors timeline icon order version meta dir home typora-root-url "
        "typora-copy-images-to "
    ).split()
)
"""Foreign keys without effect here. They are reported once for the site and never stop a build."""

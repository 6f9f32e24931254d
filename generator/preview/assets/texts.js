// What the preview says, in the site's language.

const TEXTS = {
  "zh-Hans": {
    close: "关闭", stays: "页面上还是上一次生成成功的样子；改好后会自动刷新。", errors: "有 {n} 处需要改", warnings: "{n} 处提醒", lost: "预览已断开，正在等它回来……",
    draft: "草稿", draft_ribbon: "草稿 · 正式生成时不会发布", scheduled: "定时", scheduled_ribbon: "日期未到 · {when} 才会发布",
    private: "私密", private_ribbon: "私密 · 正式生成时不会发布", expired: "已到期", expired_ribbon: "已到期 · {when} 起不再发布",
    unlisted: "不列出", unlisted_ribbon: "不列出 · 会发布，但不进任何列表、订阅源和搜索",
    review: "审阅", review_of: "审阅《{title}》", open: "审阅本文的标注", candidates: "候选", refused: "未标", marks: "已标",
    candidates_none: "没有新的候选：能想到的都有词条了。", refused_none: "没有被排除的词。", marks_none: "这篇文章还没有标注。",
    candidates_about: "文中还没有词条的词", refused_about: "词形出现了，但判断不是这个词条", marks_about: "页面上已有的标注",
    term: "术语", person: "人物", organization: "机构", place: "地点", product: "产品", work: "作品", event: "事件",
    times: "{n} 次", line: "第 {n} 行", definition: "释义", definition_hint: "可以先留空，以后再写；支持 Markdown",
    add_as: "加为词条", alias: "是…的别名", alias_of: "哪个词条的别名", alias_none: "没有找到词条", never: "从不标注", here: "在这里标注",
    not_here: "这里不标", undo: "撤销", undo_of: "撤销：{what}", entry: "词条“{name}”", selection: "选中的文字", places: "第 {n} / {all} 处",
    loading: "正在读取……", writing: "正在写入……", failed: "没有成功：{why}", not_annotated: "这篇文章设置了不标注（annotate: false）。",
    keys: "键盘：↑↓ 选择 · T 术语 · P 人物 · O 机构 · L 地点 · R 产品 · W 作品 · E 事件 · A 别名 · X 从不 · M 在这里标 · N 这里不标 · D 释义 · U 撤销 · Esc 关闭",
    group_quoted: "引号中", group_latin: "字母缩写", group_defined: "有定义句", group_entity: "实体", group_ranked: "常用搭配",
  },
  "zh-Hant": {
    close: "關閉", stays: "頁面上還是上一次產生成功的樣子；改好後會自動重新整理。", errors: "有 {n} 處需要改", warnings: "{n} 處提醒", lost: "預覽已斷線，正在等它回來……",
    draft: "草稿", draft_ribbon: "草稿 · 正式產生時不會發佈", scheduled: "定時", scheduled_ribbon: "日期未到 · {when} 才會發佈",
    private: "私密", private_ribbon: "私密 · 正式產生時不會發佈", expired: "已到期", expired_ribbon: "已到期 · {when} 起不再發佈",
    unlisted: "不列出", unlisted_ribbon: "不列出 · 會發佈，但不進任何列表、訂閱源和搜尋",
    review: "審閱", review_of: "審閱《{title}》", open: "審閱本文的標註", candidates: "候選", refused: "未標", marks: "已標",
    candidates_none: "沒有新的候選：想得到的都有詞條了。", refused_none: "沒有被排除的詞。", marks_none: "這篇文章還沒有標註。",
    candidates_about: "文中還沒有詞條的詞", refused_about: "詞形出現了，但判斷不是這個詞條", marks_about: "頁面上已有的標註",
    term: "術語", person: "人物", organization: "機構", place: "地點", product: "產品", work: "作品", event: "事件",
    times: "{n} 次", line: "第 {n} 行", definition: "釋義", definition_hint: "可以先留空，以後再寫；支援 Markdown",
    add_as: "加為詞條", alias: "是…的別名", alias_of: "哪個詞條的別名", alias_none: "沒有找到詞條", never: "從不標註", here: "在這裡標註",
    not_here: "這裡不標", undo: "復原", undo_of: "復原：{what}", entry: "詞條「{name}」", selection: "選取的文字", places: "第 {n} / {all} 處",
    loading: "正在讀取……", writing: "正在寫入……", failed: "沒有成功：{why}", not_annotated: "這篇文章設定了不標註（annotate: false）。",
    keys: "鍵盤：↑↓ 選擇 · T 術語 · P 人物 · O 機構 · L 地點 · R 產品 · W 作品 · E 事件 · A 別名 · X 從不 · M 在這裡標 · N 這裡不標 · D 釋義 · U 復原 · Esc 關閉",
    group_quoted: "引號中", group_latin: "字母縮寫", group_defined: "有定義句", group_entity: "實體", group_ranked: "常用搭配",
  },
  en: {
    close: "Close", stays: "The page is the last good one; it reloads by itself once this is mended.", errors: "{n} to mend", warnings: "{n} warnings", lost: "The preview is gone; waiting for it to come back…",
    draft: "Draft", draft_ribbon: "Draft · a build leaves it out", scheduled: "Scheduled", scheduled_ribbon: "Dated in the future · published at {when}",
    private: "Private", private_ribbon: "Private · a build leaves it out", expired: "Expired", expired_ribbon: "Expired · not published since {when}",
    unlisted: "Unlisted", unlisted_ribbon: "Unlisted · published, but in no list, feed or search",
    review: "Review", review_of: "Review of “{title}”", open: "Review this article's marks", candidates: "New", refused: "Refused", marks: "Marked",
    candidates_none: "Nothing new: every likely word has an entry.", refused_none: "Nothing was refused.", marks_none: "Nothing is marked in this article yet.",
    candidates_about: "Words that no entry covers", refused_about: "Forms of an entry, judged not to be the entry", marks_about: "What the page marks now",
    term: "Term", person: "Person", organization: "Organization", place: "Place", product: "Product", work: "Work", event: "Event",
    times: "{n}×", line: "line {n}", definition: "Definition", definition_hint: "May stay empty for now; Markdown",
    add_as: "Add as", alias: "Alias of…", alias_of: "Alias of which entry", alias_none: "No entry found", never: "Never mark", here: "Mark it here",
    not_here: "Not here", undo: "Undo", undo_of: "Undo: {what}", entry: "entry “{name}”", selection: "Selected text", places: "{n} of {all}",
    loading: "Loading…", writing: "Writing…", failed: "That did not work: {why}", not_annotated: "This article is not annotated (annotate: false).",
    keys: "Keys: ↑↓ choose · T term · P person · O organization · L place · R product · W work · E event · A alias · X never · M mark here · N not here · D definition · U undo · Esc close",
    group_quoted: "quoted", group_latin: "Latin", group_defined: "defined here", group_entity: "entity", group_ranked: "collocation",
  },
};

/** The function that gives the text under a key for a language tag, `{name}` in it replaced. */
export function texts(language) {
  const known = TEXTS[language] ?? TEXTS[language.startsWith("zh") ? "zh-Hans" : "en"];
  return (key, values = {}) => (known[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

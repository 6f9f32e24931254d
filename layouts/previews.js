{% from "partials/preview.html" import card, glance %}
zhushu.cards({
{%- for entry in entries %}{{ entry.url|json }}:{{ card(entry) }}{{ "," if articles or not loop.last }}{% endfor %}
{%- for line, minutes, summary in articles %}{{ line.url|json }}:{{ glance(line, minutes, summary) }}{{ "," if not loop.last }}{% endfor %}
})

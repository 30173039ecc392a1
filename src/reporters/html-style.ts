/** The style sheet of the HTML report: light and dark, on paper and on a phone. */
export const HTML_STYLE = `
:root{color-scheme:light dark;--line:#8884;--soft:#8881;--red:#cf222e;--amber:#9a6700;--blue:#0969da;--green:#1a7f37}
@media(prefers-color-scheme:dark){:root{--red:#ff7b72;--amber:#d29922;--blue:#58a6ff;--green:#3fb950}}
body{margin:0 auto;max-width:54rem;padding:1rem;font:1rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
header{border-left:.4rem solid;padding:.5rem 1rem;background:var(--soft);border-radius:.3rem}
header p{margin:0}header.pass{border-color:var(--green)}header.block,header.error{border-color:var(--red)}
h1{font-size:1.5rem;margin:0;line-height:1.25}h2{font-size:1.25rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
h3{font-size:1.05rem;margin:0 0 .5rem}section>h3{margin-top:1.5rem}
article{border:1px solid var(--line);border-radius:.4rem;padding:1rem;margin:1rem 0}
article p{margin:.5rem 0}ul{margin:.5rem 0;padding-left:1.3rem}
code,pre{font-family:ui-monospace,monospace;font-size:.85em}code{background:var(--soft);padding:.1em .3em;border-radius:.25em}
pre{background:var(--soft);padding:.75rem;border-radius:.3rem;overflow-x:auto}pre>*{display:block;text-decoration:none}
del{color:var(--red)}ins{color:var(--green)}
table{border-collapse:collapse;margin:.5rem 0}th,td{border:1px solid var(--line);padding:.3rem .7rem;text-align:left}
td:not(:first-child),th:not(:first-child){text-align:right;font-variant-numeric:tabular-nums}
.level{font-size:.75rem;font-weight:600;text-transform:uppercase;border:1px solid;border-radius:1rem;padding:.05rem .5rem}
.level.error,.problem{color:var(--red)}.level.warning{color:var(--amber)}.level.notice{color:var(--blue)}
.problem{border-left:.25rem solid;padding-left:.75rem}.small,footer,.places span{font-size:.85rem;opacity:.75}
a{color:var(--blue)}footer{margin-top:2rem;border-top:1px solid var(--line);padding-top:.5rem}
@media print{article{break-inside:avoid}}
`

import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a as l,b as g,c as p,d as h,e as f}from"./chunk-X2MJINEF.js";import{i as n}from"./chunk-QMRSOZM3.js";import{a as u}from"./chunk-UDCWS4T7.js";import{a as c}from"./chunk-OES25TJA.js";import{createHash as y}from"node:crypto";var m=`
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
`;var k=100,$=1e3;function _(e){let t=`default-src 'none'; style-src 'sha256-${y("sha256").update(m).digest("base64")}'; base-uri 'none'; form-action 'none'`,r=w(e);return`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${t}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${n(r)}</title>
<style>${m}</style>
</head>
<body>
<header class="${e.verdict}"><h1>${n(r)}</h1><p>${g(e.packages.flatMap(o=>o.findings))||"Nothing found"}</p></header>
<main>
${e.errors.map(b).join(`
`)}
${e.packages.map(j).join(`
`)}
</main>
<footer>Seaworthy ${n(e.tool.version)}${e.policy===null?"":`, policy ${s(e.policy.source)}`}</footer>
</body>
</html>
`}function w(e){let[t,r]=e.packages,o=t!==void 0&&r===void 0?p(t):l(e.packages.length,"package");return S[e.verdict](o)}var S={pass:e=>`${e} may be published`,block:e=>`Do not publish ${e}`,error:e=>`${e} could not be judged`};function j(e){return`<section>
${[`<h2 class="${e.verdict}">${n(p(e))}</h2>`,...e.errors.map(b),R(e),d("notes",e.notes.map(r=>n(r))),...e.findings.map(x),P(e),z(e),T(e)].filter(r=>r!=="").join(`
`)}
</section>`}function x(e){let t=a=>u(a,e.data,s),{cause:r,change:o}=e;return`<article>
${[`<h3><span class="level ${e.severity}">${e.severity}</span> ${n(e.title)}</h3>`,`<p>${t(e.template.what)} ${t(e.template.why)}</p>`,L(e),r===null?"":`<p><b>Why it is in the tarball:</b> ${r.path===null?"":`${s(r.line===null?r.path:`${r.path}:${r.line}`)}: `}${n(r.reason)}</p>`,`<p><b>What to change:</b> ${t(e.template.fix)}</p>`,o===null?"":`<pre><span>${n(o.path)}</span>${o.remove.map(a=>`<del>- ${n(a)}</del>`).join("")}${o.add.map(a=>`<ins>+ ${n(a)}</ins>`).join("")}</pre>`,`<p class="small"><a href="${n(e.docs)}" rel="noreferrer">${n(e.rule)}</a> · ${n(e.fingerprint)}</p>`].filter(a=>a!=="").join(`
`)}
</article>`}function L(e){let t=e.places.slice(0,k).map(o=>{let i=f(o),a=i===null?"":` from ${s(i)}`;return`${s(h(o))}${a}${o.evidence===null?"":` <span>${n(o.evidence,$)}</span>`}`}),r=e.count-t.length;return t.length>0&&r>0&&t.push(`and ${l(r,"more place")}`),d("places",t)}function R({tarball:e,profile:t,profileReason:r}){return e===null?"":d("facts",[`${s(e.filename)}, ${l(e.fileCount,"file")}, ${c(e.size)} packed, ${c(e.unpackedSize)} unpacked`,`Integrity <code>${n(e.integrity)}</code>`,`SHA-256 <code>${n(e.sha256)}</code>`,`Profile ${t}, because ${n(r)}`])}function P({exposure:e}){if(e.files===0)return"";let t=e.folders.map(({path:r,files:o,lines:i})=>[s(r),String(o),String(i)]);return`<h3>What would become readable</h3>
<p>${l(e.files,"original file")}, ${l(e.lines,"line")}, ${c(e.bytes)} of text that is published nowhere else.</p>
${v(["Folder","Files","Lines"],t)}`}function z({suppressed:e}){if(e.length===0)return"";let t=e.map(({finding:r,reason:o,expires:i,by:a})=>`${n(r.rule)}${r.path===null?"":` in ${s(r.path)}`}, ${i===null?"without end":`until ${n(i)}`}${a===null?"":`, approved by ${n(a)}`}: ${n(o)}`);return`<h3>${l(e.length,"suppression")} in force</h3>
${d("suppressions",t)}`}function T({contents:e}){if(e.folders.length===0)return"";let t=e.folders.map(({path:r,files:o,bytes:i})=>[r===""?"the root":s(`${r}/`),String(o),c(i)]);return`<h3>What takes room</h3>
${v(["Folder","Files","Unpacked"],t)}`}function b(e){return`<p class="problem">${e.split(`
`).map(t=>n(t)).join("<br>")}</p>`}function d(e,t){return t.length===0?"":`<ul class="${e}">${t.map(r=>`<li>${r}</li>`).join("")}</ul>`}function v(e,t){let r=(o,i)=>`<tr>${o.map(a=>`<${i}>${a}</${i}>`).join("")}</tr>`;return`<table>${r(e,"th")}${t.map(o=>r(o,"td")).join("")}</table>`}function s(e){return`<code>${n(e,$)}</code>`}export{_ as a};

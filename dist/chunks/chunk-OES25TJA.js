import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
var e=["B","kB","MB","GB","TB"];function a(t){let n=t<1e3?0:Math.min(e.length-1,Math.floor(Math.log10(t)/3)),o=t/1e3**n;return`${o.toLocaleString("en-US",{maximumFractionDigits:o<100&&n>0?1:0})} ${e[n]??"B"}`}export{a};

import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import{a as o}from"./chunk-LOYALDXR.js";import{d as e}from"./chunk-D5PZWY5E.js";function d(){return e.map(({meta:{id:r,title:t,why:i,fix:n,severity:l}})=>({id:r,title:t,why:i,fix:n,severity:l,docs:o(r)}))}export{d as a};

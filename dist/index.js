import{check as p,explain as o,mergeReports as c,publish as h,render as i}from"./seaworthy.js";export{p as check,o as explain,c as mergeReports,h as publish,i as render};

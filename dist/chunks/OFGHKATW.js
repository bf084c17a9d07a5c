const require = process.getBuiltinModule;
import{f as o,g as r,h as m}from"./HAE6YDVD.js";import"./QZGR64JD.js";import"./C47JF6UE.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};

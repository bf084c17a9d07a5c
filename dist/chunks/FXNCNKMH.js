const require = process.getBuiltinModule;
import{f as o,g as r,h as m}from"./D6VGTUAC.js";import"./IOTICDKH.js";import"./VSABMXNW.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};

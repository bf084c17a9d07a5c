const require = process.getBuiltinModule;
import{f as o,g as r,h as m}from"./JP67UWX6.js";import"./5HI2KK6F.js";import"./5XE54QTL.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};

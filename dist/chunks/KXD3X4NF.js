const require = process.getBuiltinModule;
import{i as o,j as r,k as m}from"./QGVCBCPO.js";import"./U5NWCDFZ.js";import"./LIHPEVZO.js";import"./OK2R22VA.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};

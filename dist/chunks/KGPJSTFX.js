const require = process.getBuiltinModule;
import{f as o,g as r,h as m}from"./EQTXTB4G.js";import"./GIRKYPEH.js";import"./GNN5Q5DW.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};

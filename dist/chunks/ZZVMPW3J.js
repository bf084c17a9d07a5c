const require = process.getBuiltinModule;
import{i as o,j as r,k as m}from"./5DO5YNSQ.js";import"./U5NWCDFZ.js";import"./LM2T4F5V.js";import"./PRIUKYUG.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};

const require = process.getBuiltinModule;
import{i as o,j as r,k as m}from"./XUQRDDG5.js";import"./U5NWCDFZ.js";import"./XOJONGTU.js";import"./PY4MQC7C.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};

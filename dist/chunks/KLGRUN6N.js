const require = process.getBuiltinModule;
import{i as o,j as r,k as m}from"./KKB4DKYH.js";import"./U5NWCDFZ.js";import"./NDINX2MN.js";import"./JEO6STYQ.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};

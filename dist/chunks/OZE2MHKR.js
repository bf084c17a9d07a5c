const require = process.getBuiltinModule;
import{f as o,g as r,h as m}from"./5FHBWHEC.js";import"./3WS46UXU.js";import"./JKL3NBXB.js";export{m as OwnComments,o as authorOfToken,r as sectionsOfOthers};

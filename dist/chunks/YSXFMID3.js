const require = process.getBuiltinModule;
import{a as o,b as r,c as m}from"./H3MPVC7I.js";import"./MFDN746U.js";export{o as DEFAULT_YAML_LIMITS,r as parseYaml,m as parseYamlWithLines};

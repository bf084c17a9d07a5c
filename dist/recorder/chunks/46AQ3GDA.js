const require = process.getBuiltinModule;
import{a as o,b as r,c as m,d as p}from"./QT2IOBWF.js";import"./S4NKH6PP.js";export{o as DEFAULT_YAML_LIMITS,r as WRITTEN_YAML_LIMITS,m as parseYaml,p as parseYamlWithLines};

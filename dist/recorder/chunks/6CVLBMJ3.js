const require = process.getBuiltinModule;
import{a as o,b as r,c as m}from"./MW2VDTEV.js";import"./5US4CQJG.js";export{o as DEFAULT_YAML_LIMITS,r as parseYaml,m as parseYamlWithLines};

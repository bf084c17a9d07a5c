const require = process.getBuiltinModule;
import{a as o,b as r,c as m}from"./RNXUB65F.js";import"./WG2HWEN2.js";export{o as DEFAULT_YAML_LIMITS,r as parseYaml,m as parseYamlWithLines};

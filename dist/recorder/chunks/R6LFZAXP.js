const require = process.getBuiltinModule;
import{J as o}from"./EGDOLLTS.js";export{o as SqliteTrackingStore};

// In place of a module that is loaded, but that nothing in the worker calls.
export default {};

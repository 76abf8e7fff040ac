// A part for every room; here under the name purchasing knows it by.
export { DialogForm } from '../ui/dialog-form.tsx';

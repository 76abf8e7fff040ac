import {
  ActionIcon,
  Badge,
  Button,
  Checkbox,
  createTheme,
  Input,
  InputWrapper,
  Kbd,
  Menu,
  Modal,
  NumberInput,
  PasswordInput,
  Popover,
  Progress,
  SegmentedControl,
  Select,
  Stepper,
  TagsInput,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core';

const small = { defaultProps: { size: 'xs' } } as const;
const quick = { duration: 80, timingFunction: 'ease-out' } as const;

/** Mantine dressed in paper, hairlines and one ink. Values come from the look's tables; colours beyond these are a fault. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 5 },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'var(--sw-font)',
  fontFamilyMonospace: 'var(--sw-mono)',
  // Mantine's own medium is 600 and bold 700, which Chinese faces show as Bold: labels would shout.
  fontWeights: { regular: '400', medium: '500', bold: '600' },
  white: '#FFFFFF',
  black: '#1D1B18',
  headings: { fontFamily: 'var(--sw-font)', fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '16px' },
  shadows: {
    sm: '0 1px 2px rgb(29 27 24 / 0.06)',
    md: '0 4px 16px rgb(29 27 24 / 0.10), 0 0 0 1px rgb(29 27 24 / 0.06)',
    lg: '0 16px 48px rgb(29 27 24 / 0.18), 0 0 0 1px rgb(29 27 24 / 0.08)',
  },
  colors: {
    ink: ['#EAF0FC', '#D9E3F9', '#B8C9F3', '#9DB6FF', '#7696EE', '#4A6FDC', '#2F59CB', '#2549AE', '#1E3B8C', '#182F6E'],
    gray: ['#F7F5F1', '#F1EFE9', '#E6E3DC', '#D8D4CB', '#BEB9AE', '#8C877B', '#716C62', '#5B574E', '#38352F', '#1D1B18'],
    dark: ['#ECEAE4', '#B0ACA2', '#928E84', '#75716A', '#3A3935', '#2D2C29', '#232320', '#1A1A18', '#131311', '#0F0F0E'],
    green: ['#E4F2EA', '#C9E5D5', '#9FD1B5', '#74CF9F', '#3F9E6B', '#1E7A4C', '#17653F', '#125033', '#0D3D27', '#082A1A'],
    amber: ['#FBF0DA', '#F6E0B5', '#EFCB84', '#E9B765', '#D2932F', '#B06F0A', '#855000', '#693F00', '#4D2E00', '#331F00'],
    red: ['#FBE8E5', '#F6CDC8', '#FF958B', '#EE6A5E', '#D8463A', '#C4342A', '#AE241C', '#8E1D17', '#6B1611', '#4A0F0B'],
  },
  components: {
    // A theme's `vars` beat a call's `styles`, so they step aside when a height is asked for.
    Button: Button.extend({
      defaultProps: { size: 'xs', variant: 'filled' },
      vars: (_theme, props) =>
        props.h === undefined ? { root: { '--button-height': '28px', '--button-fz': '13px', '--button-padding-x': '10px' } } : { root: {} },
      styles: { root: { fontWeight: 500 } },
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
    Input: Input.extend({
      vars: (_theme, props) => (props.size === 'xs' ? { wrapper: { '--input-fz': '13px', '--input-height': '28px' } } : { wrapper: {} }),
    }),
    InputWrapper: InputWrapper.extend({
      styles: {
        label: { fontSize: '13px', lineHeight: '20px', marginBottom: 4, fontWeight: 500 },
        description: { fontSize: '12px', lineHeight: '16px', marginBottom: 4 },
        error: { fontSize: '12px', lineHeight: '16px' },
      },
    }),
    TextInput: TextInput.extend(small),
    NumberInput: NumberInput.extend(small),
    PasswordInput: PasswordInput.extend(small),
    TagsInput: TagsInput.extend(small),
    Textarea: Textarea.extend(small),
    Select: Select.extend({ defaultProps: { size: 'xs', allowDeselect: false } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs', radius: 'xs' } }),
    SegmentedControl: SegmentedControl.extend(small),
    Stepper: Stepper.extend(small),
    Kbd: Kbd.extend(small),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: false, transitionProps: quick } }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', radius: 'md', transitionProps: quick } }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', radius: 'md', transitionProps: quick } }),
    Modal: Modal.extend({ defaultProps: { radius: 'md', shadow: 'lg', transitionProps: quick, centered: true } }),
    Badge: Badge.extend({ defaultProps: { variant: 'light', radius: 'xs' }, styles: { root: { textTransform: 'none', fontWeight: 500 } } }),
    Progress: Progress.extend({ defaultProps: { size: 4, radius: 'xl' } }),
  },
});

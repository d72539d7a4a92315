import { useSyncExternalStore } from 'react';
import { chooseTheme, chosenTheme, onThemeChange, themes } from '../lib/theme.ts';
import { layoutWords } from '../words/layout.ts';

const words = layoutWords.theme;

export function ThemeSwitch() {
  const theme = useSyncExternalStore(onThemeChange, chosenTheme, () => 'system');
  return (
    <label className="theme-switch">
      {words.label}
      <select
        value={theme}
        onChange={({ currentTarget }) =>
          chooseTheme(themes.find((each) => each === currentTarget.value) ?? 'system')
        }
      >
        {themes.map((each) => (
          <option key={each} value={each}>
            {words[each]}
          </option>
        ))}
      </select>
    </label>
  );
}

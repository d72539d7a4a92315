import type { Option } from './select.tsx';

interface RadioGroupProps {
  legend: string;
  name: string;
  options: readonly Option[];
  defaultValue?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
}

export function RadioGroup({ legend, name, options, defaultValue, onChange }: RadioGroupProps) {
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      {options.map(({ value, label }) => (
        <div className="choice" key={value}>
          <input
            type="radio"
            id={`${name}-${value}`}
            name={name}
            value={value}
            defaultChecked={value === defaultValue}
            onChange={() => onChange?.(value)}
          />
          <label htmlFor={`${name}-${value}`}>{label}</label>
        </div>
      ))}
    </fieldset>
  );
}

import { RegisterPage } from './register-page.tsx';
import { start } from './start.tsx';

start(<RegisterPage />);

import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { faultWords } from '../../words/faults.ts';
import { usePageTitle } from '../navigation/page-title.ts';

const { unexpected } = faultWords;

interface UnexpectedPageProps {
  requestId: string | undefined;
  onRetry: () => void;
}

export function UnexpectedPage({ requestId, onRetry }: UnexpectedPageProps) {
  usePageTitle(unexpected.title);
  return (
    <>
      <PageHeader title={unexpected.title} />
      <p>{unexpected.text}</p>
      {requestId && <p>{unexpected.quote(requestId)}</p>}
      <p>
        <Button onClick={onRetry}>{unexpected.retry}</Button>
      </p>
    </>
  );
}

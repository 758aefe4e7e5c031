import type { Answer, Question, Topics } from './protocol.js';

/** Functions that answer questions, by what is asked. */
type Answers = { readonly [Ask in keyof Topics]?: (asked: Topics[Ask]['question']) => Promise<Topics[Ask]['answer']> };

/** Answers each message to this worker with one message. */
export function answerQuestions(answers: Answers): void {
  self.onmessage = async ({ data: { id, ask, asked } }: MessageEvent<Question>) => {
    try {
      const answer = answers[ask] as ((asked: unknown) => Promise<unknown>) | undefined;
      self.postMessage({ id, answer: await answer?.(asked) } satisfies Answer);
    } catch (error) {
      self.postMessage({ id, crash: error instanceof Error ? error.message : String(error) } satisfies Answer);
    }
  };
}

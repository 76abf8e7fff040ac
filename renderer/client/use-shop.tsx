import {
  keepPreviousData,
  QueryClient,
  QueryClientProvider,
  useInfiniteQuery,
  useMutation,
  type UseMutationResult,
  useQueries,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { InputOf, MethodName, OutputOf } from './methods.ts';
import type { ShopClient } from './shop-client.ts';

const ClientContext = createContext<ShopClient | null>(null);

export function useShopClient(): ShopClient {
  const client = useContext(ClientContext);
  if (!client) throw new Error('a screen stands outside ShopProvider');
  return client;
}

/** Answers are never stale by age, only by news from the shop: the file is on this machine. */
const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', staleTime: Infinity, retry: false, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always' },
    },
  });

export function ShopProvider({ client, children }: { client: ShopClient; children: ReactNode }) {
  const queries = useMemo(() => makeQueryClient(), []);
  useEffect(() => client.onNews(() => void queries.invalidateQueries({ predicate: followsNews })), [client, queries]);
  return (
    <ClientContext.Provider value={client}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </ClientContext.Provider>
  );
}

const followsNews = (query: { meta?: Record<string, unknown> | undefined }): boolean => query.meta?.['whenAsked'] !== true;

/** Asks a query and asks again after every change in the shop; the old answer stays on the screen meanwhile. */
export function useQueryOf<Method extends MethodName>(
  method: Method,
  input: InputOf<Method>,
  options: { enabled?: boolean; /** For work of seconds, such as the proof: news does not repeat it. */ whenAsked?: boolean; /** For what changes without a command: asked again so often. */ everyMs?: number } = {},
): UseQueryResult<OutputOf<Method>> {
  const client = useShopClient();
  return useQuery({
    queryKey: [method, input],
    queryFn: () => client.call(method, input),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    refetchInterval: options.everyMs ?? false,
    meta: { whenAsked: options.whenAsked ?? false },
  });
}

/** The same query asked about several parts at once; a part that is not answered yet, or not at all, is left out. */
export function useQueriesOf<Method extends MethodName>(method: Method, inputs: readonly InputOf<Method>[]): readonly OutputOf<Method>[] {
  const client = useShopClient();
  return useQueries({
    queries: inputs.map((input) => ({ queryKey: [method, input], queryFn: () => client.call(method, input) })),
    combine: answered<OutputOf<Method>>,
  });
}

const answered = <Answer,>(results: readonly { data: Answer | undefined }[]): readonly Answer[] => results.flatMap(({ data }) => (data === undefined ? [] : [data]));

/** Sends a command. The answer's news refreshes what is on the screen. */
export function useCommand<Method extends MethodName>(method: Method): UseMutationResult<OutputOf<Method>, unknown, InputOf<Method>> {
  const client = useShopClient();
  return useMutation({ mutationFn: (input: InputOf<Method>) => client.call(method, input) });
}

/** A list read page by page along its key; `next` of an answer is where the following page begins. */
export interface Pages<Row, Page> {
  readonly rows: readonly Row[];
  readonly first: Page | undefined;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly readMore: () => void;
  readonly retry: () => void;
}

export function usePagesOf<Method extends MethodName, Row>(
  method: Method,
  input: InputOf<Method>,
  read: { rowsOf: (page: OutputOf<Method>) => readonly Row[]; after: (input: InputOf<Method>, page: OutputOf<Method>) => InputOf<Method> | undefined },
): Pages<Row, OutputOf<Method>> {
  const client = useShopClient();
  const query = useInfiniteQuery({
    queryKey: [method, 'pages', input],
    // A page parameter is the first input or what `after` made of it, so it is an input.
    queryFn: ({ pageParam }) => client.call(method, pageParam as InputOf<Method>),
    initialPageParam: input,
    getNextPageParam: (page: OutputOf<Method>) => read.after(input, page),
    placeholderData: keepPreviousData,
  });
  const { data, fetchNextPage, hasNextPage, isFetchingNextPage } = query;
  const rows = useMemo(() => data?.pages.flatMap((page) => read.rowsOf(page)) ?? [], [data, read]);
  // A stable function: the table asks for more from an effect.
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    rows,
    first: data?.pages[0],
    isPending: query.isPending,
    error: query.error,
    hasMore: hasNextPage,
    readMore,
    retry: () => void query.refetch(),
  };
}

/** Whether the other end answers. */
export function useConnected(): boolean {
  const client = useShopClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => client.onConnection(setConnected), [client]);
  return connected;
}

/** How the question is asked again that this error was the answer to; undefined where it was no question's. */
export function useAskAgain(): (error: unknown) => (() => void) | undefined {
  const queries = useQueryClient();
  return useCallback(
    (error) => {
      const asked = { predicate: ({ state }: { state: { error: unknown } }) => state.error === error };
      return queries.getQueryCache().findAll(asked).length > 0 ? () => void queries.refetchQueries(asked) : undefined;
    },
    [queries],
  );
}

/** Asks everything on the screen again: after a change that no row tells of, such as who is signed in. */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries();
}

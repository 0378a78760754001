namespace Unravel.Analyzers.Flow;

/// <summary>A fixpoint over functions that depend on each other.</summary>
internal static class Worklist
{
    /// <summary>
    /// Looks at each function, and again only when one that it depends on has changed, so that long chains of calls cost no more
    /// than their length.
    /// </summary>
    /// <param name="functions">Those to look at first: all others depend on one of them, or on nothing.</param>
    /// <param name="changes">Computes what is known of a function anew; whether that is news.</param>
    /// <param name="affected">Who depends on a function.</param>
    public static void Settle<T>(IEnumerable<T> functions, Func<T, bool> changes, Func<T, IEnumerable<T>> affected)
        where T : class
    {
        var open = new Queue<T>(functions);
        if (open.Count == 0)
        {
            return;
        }

        var waiting = new HashSet<T>(open);
        while (open.Count > 0)
        {
            var function = open.Dequeue();
            waiting.Remove(function);
            if (changes(function))
            {
                foreach (var next in affected(function))
                {
                    if (waiting.Add(next))
                    {
                        open.Enqueue(next);
                    }
                }
            }
        }
    }
}

using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>One reason to believe that several threads are at work.</summary>
/// <param name="Reason">As it stands in a message, after "because": <c>'Work' runs in Task.Run</c>.</param>
/// <param name="At">Where that is to be seen; null when it is a property of the type.</param>
internal sealed record Evidence(string Reason, SyntaxNode? At);

/// <summary>
/// Why a type, or one function of it, is taken to be used by several threads at once. Evidence lifts the severity of a rule
/// about shared state; without it such a rule is silent.
/// </summary>
internal sealed class ConcurrencyEvidence
{
    private readonly Dictionary<ISymbol, (Evidence Evidence, bool ManyAtOnce)> _functions = new(SymbolEqualityComparer.Default);

    public ConcurrencyEvidence(TypeSummary type, ConcurrencyKnowledge knowledge)
    {
        OfType = TypeEvidence(type, knowledge).FirstOrDefault();
        OfStatics = OfType ?? (SharedTypes.IsMadePerRequest(type.Type) ? new($"requests make instances of '{type.Type.Name}' at the same time", null) : null);
        var open = new Queue<FunctionSummary>();
        foreach (var function in type.Functions)
        {
            foreach (var start in function.Starts)
            {
                if (type.Find(start.Function) is { } started)
                {
                    Add(started, new($"{NameOf(started)} runs in {start.Use.Api}", start.At), start.Use.IsParallelWithItself);
                }
            }
        }

        while (open.Count > 0)
        {
            var function = open.Dequeue();
            var (evidence, many) = _functions[function.Function];
            foreach (var call in function.Calls)
            {
                if (type.Find(call.Target) is { } target)
                {
                    Add(target, evidence, many);
                }
            }

            // What is written inside runs there too, unless it is known to run elsewhere.
            foreach (var nested in type.Functions.Where(other => other.Enclosing == function && other.Use is null or { Kind: DelegateUseKind.Deferred or DelegateUseKind.Unknown }))
            {
                Add(nested, evidence, many);
            }
        }

        void Add(FunctionSummary function, Evidence evidence, bool many)
        {
            if (!_functions.TryGetValue(function.Function, out var known) || (many && !known.ManyAtOnce))
            {
                _functions[function.Function] = (evidence, many);
                open.Enqueue(function);
            }
        }
    }

    /// <summary>The first reason why the whole type is used by several threads; null when there is none.</summary>
    public Evidence? OfType { get; }

    /// <summary>The first reason why its static state is shared: also where requests make instances in parallel, each with its own state.</summary>
    public Evidence? OfStatics { get; }

    /// <summary>Anything at all: of the type, or of one of its functions.</summary>
    public Evidence? Any => OfType ?? (_functions.Count > 0 ? _functions.Values.First().Evidence : null);

    /// <summary>Why a function runs on another thread than the one that made the instance; null when nothing says so.</summary>
    public Evidence? Of(FunctionSummary function) => _functions.TryGetValue(function.Function, out var known) ? known.Evidence : null;

    /// <summary>Whether several threads can be in the function at once on one instance: a loop body, a timer, an event.</summary>
    public bool IsParallelWithItself(FunctionSummary function) => _functions.TryGetValue(function.Function, out var known) && known.ManyAtOnce;

    private static IEnumerable<Evidence> TypeEvidence(TypeSummary type, ConcurrencyKnowledge knowledge)
    {
        if (knowledge.SharedTypes.ReasonFor(type.Type) is { } reason)
        {
            yield return new(reason, null);
        }

        foreach (var function in type.Functions)
        {
            foreach (var step in function.Steps)
            {
                yield return new($"'{type.Type.Name}' takes the lock '{step.Effect.Lock.Name}'", step.At);
            }

            foreach (var access in function.Accesses)
            {
                if (access.IsSynchronised)
                {
                    yield return new($"'{access.Field.Name}' is accessed with {(access.Kind == AccessKind.Atomic ? "Interlocked" : "Volatile")}", access.Operation.Syntax);
                }
                else if (access.Field.IsVolatile)
                {
                    yield return new($"'{access.Field.Name}' is volatile", access.Operation.Syntax);
                }
            }
        }
    }

    private static string NameOf(FunctionSummary function) =>
        function.Function is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } ? "this lambda" : $"'{function.Function.Name}'";
}

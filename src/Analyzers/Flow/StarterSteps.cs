using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// The operations of a function that matter to what it starts: those that keep a handle in another variable, wait, or start
/// what was made before. One walk finds them for all that the function starts.
/// </summary>
internal sealed class StarterSteps
{
    private static readonly ConditionalWeakTable<IOperation, StarterSteps> s_byStarter = new();

    private readonly List<StarterStep> _spreads = [];
    private readonly List<StarterStep> _waits = [];
    private readonly List<StarterStep> _starts = [];

    private StarterSteps(IOperation starter)
    {
        foreach (var operation in starter.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator:
                    _spreads.Add(new(operation, [declarator.Symbol], [declarator]));
                    break;
                case ISimpleAssignmentOperation assignment when Waits.SymbolOf(assignment.Target) is { } target:
                    _spreads.Add(new(operation, [target], [assignment.Value]));
                    break;
                case IForEachLoopOperation loop:
                    _spreads.Add(new(operation, loop.Locals, [loop.Collection]));
                    break;
                case IInvocationOperation call when CollectionMethods.IsAddition(call.TargetMethod) && Waits.SymbolOf(call.Instance) is { } collection:
                    _spreads.Add(new(operation, [collection], call.Arguments));
                    break;
                case IInvocationOperation { TargetMethod.Name: "Start" or "UnsafeStart", Instance: { } instance }:
                    _starts.Add(new(operation, [], [instance]));
                    break;
            }

            var isWait = operation is IAwaitOperation
                ? !operation.Descendants().Any(static inner => inner is IInvocationOperation { TargetMethod.Name: "WhenAny" })
                : Waits.IsJoin(operation);
            if (isWait)
            {
                var whole = Whole(operation, starter);
                _waits.Add(new(operation, [], [whole]) { Whole = whole });
            }
        }
    }

    /// <summary>
    /// What puts the value of a variable into another: <c>var all = Task.WhenAll(tasks); foreach (var t in tasks); list.Add(task)</c>.
    /// </summary>
    public IReadOnlyList<StarterStep> Spreads => _spreads;

    public IReadOnlyList<StarterStep> AllWaits => _waits;

    /// <summary>Calls of Start, of threads and tasks that were made before.</summary>
    public IReadOnlyList<StarterStep> Starts => _starts;

    public static StarterSteps Of(IOperation starter) => s_byStarter.GetValue(starter, static one => new StarterSteps(one));

    // threads.ForEach(thread => thread.Join()): the statement that names the threads
    private static IOperation Whole(IOperation operation, IOperation starter)
    {
        var current = operation;
        while (current.Parent is { } parent && parent != starter
            && (parent is not (IBlockOperation or ILoopOperation or IConditionalOperation or ISwitchCaseOperation or ITryOperation or IUsingOperation or ILockOperation)
                || (parent is IBlockOperation { Parent: IAnonymousFunctionOperation lambda } && Waits.IsQuery(lambda))))
        {
            current = parent;
        }

        return current;
    }
}

/// <summary>One of these operations.</summary>
/// <param name="Targets">The variables that get what it mentions.</param>
/// <param name="Mentioning">The parts in which variables count as mentioned.</param>
internal sealed record StarterStep(IOperation Operation, IReadOnlyList<ISymbol> Targets, IReadOnlyList<IOperation> Mentioning)
{
    private List<ISymbol>? _symbols;

    /// <summary>Of a wait, the statement around it.</summary>
    public IOperation Whole { get; init; } = Operation;

    public bool Mentions(HashSet<ISymbol> handles) => handles.Count > 0 && (_symbols ??= Symbols()).Exists(handles.Contains);

    private List<ISymbol> Symbols()
    {
        var symbols = new List<ISymbol>();
        foreach (var part in Mentioning)
        {
            foreach (var operation in part.DescendantsAndSelf())
            {
                if (Waits.SymbolOf(operation) is { } symbol)
                {
                    symbols.Add(symbol);
                }
            }
        }

        return symbols;
    }
}

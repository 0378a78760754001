using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>A call of a function of this compilation.</summary>
/// <param name="Call">The call, where it is one in async code and may have an async twin.</param>
internal sealed record SummaryCall(FunctionContext Caller, IMethodSymbol Callee, SyntaxNode At, IInvocationOperation? Call);

/// <summary>Why a call of a function blocks: the function itself waits at a place, or it calls one that does.</summary>
/// <param name="Text">How a message says it.</param>
/// <param name="At">The wait or the call in the function; null where the function is only marked.</param>
/// <param name="Next">The function that is called; null where the wait is here.</param>
/// <param name="Length">Number of functions on the way to the wait.</param>
internal sealed record BlockingReason(string Text, SyntaxNode? At, IMethodSymbol? Next, int Length);

/// <summary>
/// Which synchronous functions of the compilation block, by themselves or through others. Collected from the callbacks of the
/// compiler, from many threads; asked when all is collected.
/// </summary>
internal sealed class BlockingSummaries(ConcurrencyKnowledge knowledge, MemberTable members, bool hasMarks)
{
    private readonly ConcurrentDictionary<IMethodSymbol, bool> _listed = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentBag<SummaryCall> _calls = [];
    private readonly ConcurrentBag<(IMethodSymbol Function, BlockingReason Reason)> _waits = [];
    private readonly Dictionary<IMethodSymbol, BlockingReason> _reasons = new(SymbolEqualityComparer.Default);

    /// <summary>The calls in async functions that may turn out to block.</summary>
    public List<SummaryCall> FromAsync { get; } = [];

    /// <summary>Takes in one invocation, property reference or object creation.</summary>
    public void Read(SeenOperation context)
    {
        var operation = context.Operation;
        if (Wait(operation) is { } wait)
        {
            if (SyncFunction(context) is { } function && CanBlock(context, function))
            {
                _waits.Add((CallTargets.Normal((IMethodSymbol)function.Symbol), new(wait, CallText.Name(operation.Syntax), null, 1)));
            }

            return;
        }

        if (operation is IInvocationOperation call)
        {
            Called(context, call.TargetMethod);
        }
        else
        {
            Accessors(context);
        }
    }

    private void Accessors(SeenOperation context) => CallTargets.Of(context.Operation, (method, _) => Called(context, method));

    private void Called(SeenOperation context, IMethodSymbol method)
    {
        var callee = CallTargets.Normal(method);
        var mark = hasMarks ? BlockingMarks.Of(callee) : null;
        var isSource = IsSource(callee, context.Compilation);
        if (mark == false || (mark is null && !(isSource && CallTargets.IsCertain(callee)) && (isSource || !IsListed(callee)))
            || callee.IsAsync || knowledge.Tasks.IsTaskLike(callee.ReturnType)
            || context.Function(knowledge) is not { } caller
            || (!caller.IsAsync && !IsNamed(caller))
            || AsyncSwitches.Governs(context.Operation, caller)
            || IsThrown(context.Operation))
        {
            return;
        }

        if (mark == true || !isSource)
        {
            _waits.Add((callee, new(callee.Name + "()", null, null, 0)));
        }

        _calls.Add(new(caller, callee, CallText.Name(context.Operation.Syntax), caller.IsAsync ? context.Operation as IInvocationOperation : null));
    }

    /// <summary>Follows the calls backwards from the waits, one step a round, so that each function gets its shortest way.</summary>
    public void Solve()
    {
        var callers = new Dictionary<IMethodSymbol, List<SummaryCall>>(SymbolEqualityComparer.Default);
        foreach (var call in _calls.OrderBy(call => call.At.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(call => call.At.SpanStart))
        {
            if (call.Caller.IsAsync)
            {
                FromAsync.Add(call);
                continue;
            }

            if (!callers.TryGetValue(call.Callee, out var known))
            {
                callers[call.Callee] = known = [];
            }

            known.Add(call);
        }

        var open = new Queue<IMethodSymbol>();
        foreach (var (function, reason) in _waits.OrderBy(wait => wait.Reason.At?.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(wait => wait.Reason.At?.SpanStart))
        {
            Add(function, reason, open);
        }

        while (open.Count > 0)
        {
            var callee = open.Dequeue();
            foreach (var call in callers.TryGetValue(callee, out var known) ? known : [])
            {
                Add(CallTargets.Normal((IMethodSymbol)call.Caller.Symbol), new(callee.Name, call.At, callee, _reasons[callee].Length + 1), open);
            }
        }
    }

    /// <summary>Why the call blocks; null when that is not known, and when the call has an async twin, which is UNR1003.</summary>
    public BlockingReason? Of(SummaryCall call) =>
        Of(call.Callee) is { } reason && (call.Call is null || knowledge.Twins.Find(call.Call, call.Caller) is null) ? reason : null;

    /// <summary>Why a call of the function blocks; null when that is not known.</summary>
    public BlockingReason? Of(IMethodSymbol function) => _reasons.TryGetValue(function, out var reason) ? reason : null;

    private void Add(IMethodSymbol function, BlockingReason reason, Queue<IMethodSymbol> open)
    {
        if (!_reasons.ContainsKey(function) && BlockingMarks.Of(function) != false && !IsIterator(function))
        {
            _reasons.Add(function, reason);
            open.Enqueue(function);
        }
    }

    // Semaphores and mutexes are left out: mostly they guard a short section, as a lock does.
    private string? Wait(IOperation operation) =>
        knowledge.Blocking.Find(operation) is { } task ? task.Culprit
        : operation is IInvocationOperation call
            && knowledge.Primitives.Find(call) is not (null or PrimitiveKind.Semaphore)
            && call.Instance?.Type?.Name is not ("Mutex" or "Semaphore")
                ? CallText.Of(call)
                : null;

    private bool CanBlock(SeenOperation context, FunctionContext function) =>
        BlockingMarks.Of((IMethodSymbol)function.Symbol) != false
        && !AsyncSwitches.Governs(context.Operation, function)
        && (knowledge.Blocking.Find(context.Operation) is not { } call || !CompletedTasks.In(context.GetControlFlowGraph(), knowledge).NeverBlocks(call));

    private FunctionContext? SyncFunction(SeenOperation context) =>
        context.Function(knowledge) is { IsAsync: false } function && IsNamed(function) ? function : null;

    // throw connection.Break(): what failed is over anyway, and every caller of what may fail would be reported.
    private static bool IsThrown(IOperation operation)
    {
        for (var current = operation.Parent; current is not (null or IBlockOperation or IAnonymousFunctionOperation); current = current.Parent)
        {
            if (current is IThrowOperation)
            {
                return true;
            }
        }

        return false;
    }

    // A lambda runs whenever its receiver likes, mostly elsewhere.
    private static bool IsNamed(FunctionContext function) =>
        function.Symbol is IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction };

    private bool IsListed(IMethodSymbol method)
    {
        if (!_listed.TryGetValue(method, out var known))
        {
            known = members.Has("blocks", method);
            _listed.TryAdd(method, known);
        }

        return known;
    }

    private static bool IsSource(IMethodSymbol method, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly);

    // Nothing of an iterator runs when it is called.
    private static bool IsIterator(IMethodSymbol method)
    {
        foreach (var declaration in method.DeclaringSyntaxReferences)
        {
            if (declaration.GetSyntax().DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) || node == declaration.GetSyntax())
                .Any(node => node is YieldStatementSyntax))
            {
                return true;
            }
        }

        return false;
    }
}

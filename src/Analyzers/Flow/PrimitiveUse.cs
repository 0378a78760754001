using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Flow;

/// <summary>What is done with a primitive in a field, as the names of the members show: disposed, waited for, woken, replaced.</summary>
internal static class PrimitiveUse
{
    private static readonly HashSet<string> s_primitives = new(StringComparer.Ordinal)
    {
        "SemaphoreSlim", "Semaphore", "ManualResetEventSlim", "ManualResetEvent", "AutoResetEvent", "EventWaitHandle", "CountdownEvent", "Barrier", "ReaderWriterLockSlim",
    };

    private static readonly HashSet<string> s_waits = new(StringComparer.Ordinal)
    {
        "Wait", "WaitAsync", "WaitOne", "SignalAndWait", "EnterReadLock", "EnterWriteLock", "EnterUpgradeableReadLock",
    };

    private static readonly HashSet<string> s_wakes = new(StringComparer.Ordinal) { "Release", "Set", "Signal", "RemoveParticipant" };

    public static bool IsPrimitive(ITypeSymbol type) => s_primitives.Contains(type.Name) && type.ContainingNamespace is { Name: "Threading", ContainingNamespace.Name: "System" };

    public static bool IsDisposal(FieldAccess access) => MemberOf(access) is "Dispose" or "Close";

    public static bool IsWake(FieldAccess access) => MemberOf(access) is { } member && s_wakes.Contains(member);

    /// <summary>Waits until somebody gives the signal, and not for a time only.</summary>
    public static bool IsWait(FieldAccess access, bool orCancelled) =>
        MemberOf(access) is { } member && s_waits.Contains(member)
        && BoundCallOf(access) is { Arguments: var arguments } && (arguments.Length == 0 || (orCancelled && arguments.Length == 1 && IsToken(arguments[0])));

    /// <summary>The whole call on the field; null when none is made.</summary>
    public static InvocationExpressionSyntax? CallOf(FieldAccess access) => FieldUse.Whole(access.Operation.Syntax).Parent switch
    {
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } => call,
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax } call } => call,
        _ => null,
    };

    private static IInvocationOperation? BoundCallOf(FieldAccess access)
    {
        var operation = access.Operation;
        while (operation is not (null or IInvocationOperation))
        {
            operation = operation.Parent;
        }

        return operation is IInvocationOperation call && call.Syntax == CallOf(access) ? call : null;
    }

    /// <summary>The member that is called on the field.</summary>
    public static string? MemberOf(FieldAccess access) => CallOf(access)?.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => null,
    };

    private static bool IsToken(IArgumentOperation argument) => argument.Parameter?.Type is { Name: "CancellationToken" };
}

using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Scopes;

/// <summary>
/// Holds back what a rule finds in a member until all calls of the member in its type were seen, and drops it when one of
/// them may be under a lock: a private helper is guarded by its callers.
/// </summary>
internal static class UnlockedReports
{
    /// <param name="context">Of one compilation.</param>
    /// <param name="calls">What takes a lock.</param>
    /// <param name="mayMatter">A cheap look at the text of a file: types without a yes are not read.</param>
    /// <param name="check">The report of an operation, or null.</param>
    /// <param name="kinds">The operations that are checked.</param>
    public static void Register(
        CompilationSubscriptions context,
        LockingCalls calls,
        Func<CodeText, bool> mayMatter,
        Func<SeenOperation, Diagnostic?> check,
        params OperationKind[] kinds)
    {
        TypeScope.Register<Facts>(
            context,
            mayMatter,
            (start, facts) =>
            {
                start.RegisterOperationAction(
                    operation => facts.Sites.Add(operation.Operation, operation.ContainingSymbol, calls), OperationKind.Invocation, OperationKind.MethodReference);
                start.RegisterOperationAction(
                    operation =>
                    {
                        if (check(operation) is { } report)
                        {
                            facts.Reports.Add((report, operation.ContainingSymbol));
                        }
                    },
                    kinds);
            },
            static (end, facts) =>
            {
                foreach (var (report, member) in facts.Reports)
                {
                    if (!facts.Sites.MayBeUnderLock(member.OriginalDefinition))
                    {
                        end.ReportDiagnostic(report);
                    }
                }
            });
    }

    private sealed class Facts
    {
        public CallSites Sites { get; } = new();

        public ConcurrentBag<(Diagnostic Report, ISymbol Member)> Reports { get; } = [];
    }
}

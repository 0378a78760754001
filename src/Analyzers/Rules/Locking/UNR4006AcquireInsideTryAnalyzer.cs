using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Scopes;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>Reports acquires inside a try whose finally releases in any case. A release under a condition (a flag) is silent.</summary>
public sealed class UNR4006AcquireInsideTryAnalyzer : RuleAnalyzer
{
    private static readonly DiagnosticDescriptor s_descriptor = Describe.Rule(RuleIds.AcquireInsideTry);

    public UNR4006AcquireInsideTryAnalyzer()
        : base(s_descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(operation => Check(operation, knowledge.LockingCalls), OperationKind.Try);

    private static void Check(SeenOperation context, LockingCalls calls)
    {
        var statement = (ITryOperation)context.Operation;
        if (statement.Finally is null)
        {
            return;
        }

        foreach (var operation in statement.Finally.Operations)
        {
            if (operation is IExpressionStatementOperation { Operation: IInvocationOperation call }
                && calls.Classify(call) is { Verb: LockingVerb.Release, Target: { } target } release
                && Place.Of(target) is { } place
                && FirstInside(statement, release.Mode, place, calls) is { } acquire)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_descriptor, acquire.Syntax.GetLocation(), target.Syntax.InWords()));
            }
        }
    }

    // The first call on the lock in the whole function must be an acquire inside of the try: a release before it says that
    // the lock was held already and is only given back for a while.
    private static IInvocationOperation? FirstInside(ITryOperation statement, string mode, Place place, LockingCalls calls)
    {
        var function = Enclosing.Function(statement);
        foreach (var operation in function.Descendants())
        {
            if (operation is IInvocationOperation call
                && calls.Classify(call) is { Verb: not LockingVerb.None } found
                && found.Mode == mode
                && place.Equals(Place.Of(found.Target)))
            {
                return found.Verb != LockingVerb.Release
                    && statement.Body.Syntax.Span.Contains(call.Syntax.Span)
                    && Enclosing.Function(call) == function
                    && !SaysResultByReference(call)
                        ? call
                        : null;
            }

            if (operation is ILockOperation @lock && mode.Length == 0 && place.Equals(Place.Of(@lock.LockedValue)))
            {
                return null;
            }
        }

        return null;
    }

    private static bool SaysResultByReference(IInvocationOperation call) =>
        call.Arguments.Any(argument => argument.Parameter?.RefKind == RefKind.Ref);
}

using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Rules.Locking;

/// <summary>
/// Reports locks that several types take in opposite orders. It needs the whole compilation; what one type shows by itself is
/// <see cref="UNR4001LockOrderAnalyzer"/>'s, while you type.
/// </summary>
public sealed class UNR4001LockOrderAcrossTypesAnalyzer : RuleAnalyzer
{
    public UNR4001LockOrderAcrossTypesAnalyzer()
        : base(UNR4001LockOrderAnalyzer.AcrossTypes)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Locks.Monitor is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var types = new ConcurrentBag<TypeSummary>();
        var plain = new PlainCalls(knowledge);
        TypeReading.Register(
            context,
            knowledge,
            static (type, cancellation) => TypeReading.HasDeclaration(type, static text => text.MayLock, cancellation),
            needsLocks: true,
            (type, _) => types.Add(type));
        context.RegisterOperationAction(plain.Read, OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.ObjectCreation, OperationKind.MethodReference);
        context.RegisterCompilationEndAction(end => Report(end, types, plain, knowledge));
    }

    private static void Report(CompilationAnalysisContext end, IEnumerable<TypeSummary> types, PlainCalls plain, ConcurrencyKnowledge knowledge)
    {
        var sorted = types.OrderBy(static type => type.Type.ToDisplayString(), StringComparer.Ordinal).ToList();
        if (sorted.Count < 2)
        {
            return;
        }

        var calls = new CompilationCalls(sorted, plain, new KnownCallers(end.Compilation, plain));
        var cycles = CompilationLockOrder.CyclesOf(calls).ToList();
        if (cycles.Count == 0)
        {
            return;
        }

        // One line gets one message.
        var ofOneType = new HashSet<SyntaxNode>(sorted.SelectMany(type => UNR4001LockOrderAnalyzer.PlacesIn(type, knowledge)));
        foreach (var (site, others) in cycles)
        {
            if (!ofOneType.Contains(site.At))
            {
                end.ReportDiagnostic(Diagnostic.Create(
                    UNR4001LockOrderAnalyzer.AcrossTypes,
                    site.At.GetLocation(),
                    others.Select(static other => other.At.GetLocation()),
                    site.Taken.QualifiedName,
                    LockOrderMessage.Through(site),
                    site.Held.QualifiedName,
                    LockOrderMessage.Others(site, others)));
            }
        }
    }
}

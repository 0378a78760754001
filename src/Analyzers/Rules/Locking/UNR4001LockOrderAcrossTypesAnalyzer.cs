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
        // By outermost type; null for one whose text cannot take a lock.
        var types = new ConcurrentDictionary<INamedTypeSymbol, TypeReader?>(SymbolEqualityComparer.Default);
        var plain = new PlainCalls(knowledge);
        context.RegisterOperationBlockAction(block =>
        {
            // Types are not started and ended here: all is read at the end of the compilation, most by then by the rules for one type.
            if (block.OwningSymbol.ContainingType is { } type)
            {
                var outermost = OutermostType.Of(type);
                if (!types.TryGetValue(outermost, out var reader))
                {
                    var mayLock = OutermostType.HasDeclaration(outermost, static text => text.MayLock, block.CancellationToken);
                    types[outermost] = reader = mayLock ? TypeReader.For(outermost, knowledge) : null;
                }

                reader?.Note(block);
            }
        });
        context.RegisterOperationAction(plain.Read, OperationKind.Invocation, OperationKind.PropertyReference, OperationKind.ObjectCreation, OperationKind.MethodReference);
        context.RegisterCompilationEndAction(end => Report(end, types.Values.OfType<TypeReader>(), plain, knowledge));
    }

    private static void Report(CompilationAnalysisContext end, IEnumerable<TypeReader> types, PlainCalls plain, ConcurrencyKnowledge knowledge)
    {
        var locking = types.Where(static type => type.TakesLocksAnywhere()).Select(static type => type.Summarize()).ToList();
        if (locking.Count < 2)
        {
            return;
        }

        // The dictionary has no order, and messages must not depend on which thread was first.
        locking.Sort(static (left, right) => LockOrder.ComparePlaces(Place(left), Place(right)));
        var calls = new CompilationCalls(locking, plain, new KnownCallers(end.Compilation, plain));
        var cycles = CompilationLockOrder.CyclesOf(calls);
        if (cycles.Count == 0)
        {
            return;
        }

        // One line gets one message.
        var ofOneType = new HashSet<SyntaxNode>(locking.SelectMany(type => UNR4001LockOrderAnalyzer.PlacesIn(type, knowledge)));
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

        static SyntaxNode Place(TypeSummary type) => type.Type.DeclaringSyntaxReferences[0].GetSyntax();
    }
}

using Microsoft.CodeAnalysis;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.SharedState;

/// <summary>Reports wide values in fields that one thread writes and another reads, with no lock anywhere.</summary>
public sealed class UNR5022TornValueAnalyzer : TypeRuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.TornValue);

    private static readonly string[] s_words = ["Interlocked", "olatile", "Controller", "Service", "Middleware", "Hub", "PageModel", "ThreadSafe", "Function", "Singleton"];

    public UNR5022TornValueAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool NeedsLocks => false;

    // Without a word of these nothing says that threads meet; a type that the host shares says it elsewhere, and pays.
    private protected override bool Concerns(DeclarationText text) => text.MayLock || text.MayStart || Array.Exists(s_words, word => text.Has(word));

    private protected override void Check(TypeSummary type, ConcurrencyKnowledge knowledge, Action<Diagnostic> report)
    {
        if (type.Concurrency.OfStatics is null && type.Concurrency.Any is null)
        {
            return;
        }

        foreach (var field in type.Accesses.Where(access => knowledge.WideValues.IsWide(access.Field.Type)).GroupBy(static access => access.Field, SymbolEqualityComparer.Default))
        {
            var uses = field.Where(access => !SharedField.IsUnshared(access, type)).ToList();
            if (uses.Find(static access => FieldUse.Of(access, isCollection: false) == UseKind.Write) is { Kind: not AccessKind.Reference } write
                && UnprotectedAccess.IsUnprotected(write, type)
                && uses.Find(access => FieldUse.Of(access, isCollection: false) == UseKind.Read && Meets(write.Function, access.Function, type)) is { } read
                && ReasonFor(write, read, type, knowledge) is { } reason
                && !IsReportedAnyway(write, type, knowledge))
            {
                report(Diagnostic.Create(
                    Descriptor,
                    write.Operation.Syntax.GetLocation(),
                    [read.Operation.Syntax.GetLocation()],
                    write.Field.AssociatedSymbol?.Name ?? write.Field.Name,
                    write.Field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                    read.Operation.Syntax.Line(),
                    reason));
            }
        }
    }

    private static bool Meets(FunctionSummary writer, FunctionSummary reader, TypeSummary type) => writer != reader || type.Concurrency.IsParallelWithItself(writer);

    // That the type protects other fields says little about this one, unless it does so in one of the same functions.
    private static string? ReasonFor(FieldAccess write, FieldAccess read, TypeSummary type, ConcurrencyKnowledge knowledge) =>
        Protects(write.Function) || Protects(read.Function) || type.Concurrency.Of(write.Function) is not null || type.Concurrency.Of(read.Function) is not null
            || knowledge.SharedTypes.ReasonFor(type.Type) is not null || (write.Field.IsStatic && SharedTypes.IsMadePerRequest(type.Type))
            ? UnprotectedAccess.ReasonFor(write, type) ?? UnprotectedAccess.ReasonFor(read, type) ?? ReasonOfStart(write, read, type)
            : null;

    private static bool Protects(FunctionSummary function) =>
        function.Steps.Count > 0 || function.Accesses.Exists(static access => access.IsSynchronised || access.Field.IsVolatile);

    // One of the two runs on a thread that the type starts, and the other does not.
    private static string? ReasonOfStart(FieldAccess write, FieldAccess read, TypeSummary type) =>
        (type.Concurrency.Of(write.Function), type.Concurrency.Of(read.Function)) switch
        {
            ({ } started, null) => started.Reason,
            (null, { } started) => started.Reason,
            _ => null,
        };

    private static bool IsReportedAnyway(FieldAccess write, TypeSummary type, ConcurrencyKnowledge knowledge) =>
        UNR5008ParallelChangeAnalyzer.ReportsOn(type, write.Operation.Syntax)
        || UNR5017ConcurrentStaticAnalyzer.FaultOf(write, type, knowledge) is not null
        || (write.Function.Function is IMethodSymbol method && UNR5025SingletonStateAnalyzer.IsOfTheCall(write.Operation, method) && knowledge.SharedTypes.ServesRequests(type.Type) is not null);
}

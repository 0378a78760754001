using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>
/// A using whose last act is to start a task that uses its resource. Reported at the resource: the line of the start
/// is left alone by the rules about dropped tasks (UNR2004, UNR2005).
/// </summary>
public sealed class UNR2010DisposedUnderTaskAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.DisposedUnderTask);

    public UNR2010DisposedUnderTaskAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.Task is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                foreach (var (declarator, start) in ResourceStarts.Of(operation.Operation, knowledge.Tasks))
                {
                    // CA2025 sees arguments, and not what a lambda captures.
                    if (!start.Arguments.Any(argument => SymbolEqualityComparer.Default.Equals(argument.Value.Variable(), declarator.Symbol))
                        || !SdkRules.Speaks("CA2025", onByDefault: false, start.Syntax.SyntaxTree, operation.Compilation, operation.Options, operation.CancellationToken))
                    {
                        operation.ReportDiagnostic(Diagnostic.Create(
                            Descriptor, declarator.Symbol.Locations[0], [start.Syntax.GetLocation()], declarator.Symbol.Name, start.TargetMethod.Name));
                    }
                }
            },
            OperationKind.Using,
            OperationKind.UsingDeclaration);
}

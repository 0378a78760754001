using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Async;

/// <summary>A TaskCompletionSource is made without RunContinuationsAsynchronously, or with an enum that is taken for its state.</summary>
public sealed class UNR2018InlineContinuationsAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.InlineContinuations);

    // TaskCreationOptions.RunContinuationsAsynchronously
    private const int Flag = 64;

    public UNR2018InlineContinuationsAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override bool IsUseful(ConcurrencyKnowledge knowledge) => knowledge.Tasks.SourceOfT is not null;

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge) =>
        context.RegisterOperationAction(
            operation =>
            {
                var creation = (IObjectCreationOperation)operation.Operation;
                if (!knowledge.Tasks.IsSource(creation.Type))
                {
                    return;
                }

                var isWrongEnum = false;
                foreach (var argument in creation.Arguments)
                {
                    // Options that are not constant may have the flag.
                    if (argument.Parameter?.Type.Name == "TaskCreationOptions"
                        && !(argument.Value.ConstantValue is { HasValue: true, Value: int options } && (options & Flag) == 0))
                    {
                        return;
                    }

                    isWrongEnum |= argument.Value.Unwrapped().Type is { Name: "TaskContinuationOptions", TypeKind: TypeKind.Enum };
                }

                if (isWrongEnum && SdkRules.Speaks("CA2247", onByDefault: true, creation.Syntax.SyntaxTree, operation.Compilation, operation.Options, operation.CancellationToken))
                {
                    return;
                }

                operation.ReportDiagnostic(Diagnostic.Create(
                    Descriptor,
                    creation.Syntax.GetLocation(),
                    creation.Type!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
                    isWrongEnum ? "takes TaskContinuationOptions for its state, so it" : "has no RunContinuationsAsynchronously: it"));
            },
            OperationKind.ObjectCreation);
}

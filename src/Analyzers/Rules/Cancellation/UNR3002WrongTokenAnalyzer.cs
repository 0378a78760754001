using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Cancellation;

/// <summary>A lambda or local function has a token of its own and uses that of the function around it.</summary>
public sealed class UNR3002WrongTokenAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.WrongToken);

    public UNR3002WrongTokenAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var cancellation = new CancellationTypes(context.Compilation);
        context.RegisterOperationAction(
            operation =>
            {
                if (cancellation.IsToken(operation.Operation.Type)
                    && operation.Operation.Variable() is { } used and not IFieldSymbol
                    && Own(operation.Operation, used, cancellation) is { } own
                    && operation.Function(knowledge) is not null)
                {
                    var properties = System.Collections.Immutable.ImmutableDictionary<string, string?>.Empty.Add(OwnToken, own.Name);
                    operation.ReportDiagnostic(Diagnostic.Create(Descriptor, operation.Operation.Syntax.GetLocation(), properties, used.Name, own.Name));
                }
            },
            OperationKind.ParameterReference,
            OperationKind.LocalReference);
    }

    /// <summary>The token that the function was given and never looks at; null when it has none or uses it.</summary>
    private static IParameterSymbol? Own(IOperation reference, ISymbol used, CancellationTypes cancellation)
    {
        for (var function = reference.Function(); ; function = function.Function())
        {
            var method = function switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                ILocalFunctionOperation local => local.Symbol,
                _ => null,
            };
            if (method is null || used.DeclaringSyntaxReferences.Any(declaration => function.Syntax.Span.Contains(declaration.Span)))
            {
                return null;
            }

            var own = method.Parameters.Where(parameter => cancellation.IsToken(parameter.Type)).ToList();
            if (own.Count > 0)
            {
                return own.Count == 1 && !own[0].Name.StartsWith("_", StringComparison.Ordinal) && !function.Mentions(own[0]) && IsFirst(reference, used, function)
                    ? own[0]
                    : null;
            }
        }
    }

    /// <summary>One report a function: the fix replaces all uses in it.</summary>
    private static bool IsFirst(IOperation reference, ISymbol used, IOperation function) =>
        function.Descendants().First(part => part is IParameterReferenceOperation or ILocalReferenceOperation
            && SymbolEqualityComparer.Default.Equals(part.Variable(), used)) == reference;

    /// <summary>A property of the reports, for the fix: the name of the function's own token.</summary>
    internal const string OwnToken = nameof(OwnToken);
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Knowledge;
using Unravel.Analyzers.Options;
using Unravel.Catalog;

namespace Unravel.Analyzers.Rules.Cancellation;

/// <summary>A call that could take the token in scope gets none, or <c>default</c>.</summary>
public sealed class UNR3001TokenNotForwardedAnalyzer : RuleAnalyzer
{
    internal static readonly DiagnosticDescriptor Descriptor = Describe.Rule(RuleIds.TokenNotForwarded);

    public UNR3001TokenNotForwardedAnalyzer()
        : base(Descriptor)
    {
    }

    private protected override void Start(CompilationSubscriptions context, ConcurrencyKnowledge knowledge)
    {
        var cancellation = new CancellationTypes(context.Compilation);
        var overloads = new TokenOverloads(cancellation, knowledge.Tasks);
        context.RegisterOperationAction(operation => OnCall(operation, knowledge, cancellation, overloads), OperationKind.Invocation);
        context.RegisterOperationAction(operation => OnCreation(operation, cancellation), OperationKind.ObjectCreation);
    }

    private static void OnCall(SeenOperation context, ConcurrencyKnowledge knowledge, CancellationTypes cancellation, TokenOverloads overloads)
    {
        var call = (IInvocationOperation)context.Operation;
        if (cancellation.InScope(call, context.ContainingSymbol) is not { } token
            || overloads.Find(call, context.ContainingSymbol) is not { } slot
            || IsForgetful(call, context.ContainingSymbol, token)
            || RacingDelays.IsOne(call, knowledge.Tasks) // UNR2021: a token from outside does not end it with the race
            || context.Function(knowledge) is null)
        {
            return;
        }

        // CA2016 sees parameters, and takes default for an opt-out.
        if (token.IsParameter && slot.Given is null
            && SdkRules.Speaks("CA2016", onByDefault: true, call.Syntax.SyntaxTree, context.Compilation, context.Options, context.CancellationToken))
        {
            return;
        }

        var name = call.Syntax is not InvocationExpressionSyntax { Expression: var called } ? call.Syntax
            : called is MemberAccessExpressionSyntax access ? access.Name
            : called is MemberBindingExpressionSyntax binding ? binding.Name
            : called;
        var properties = System.Collections.Immutable.ImmutableDictionary<string, string?>.Empty
            .Add(TokenText, token.Text)
            .Add(ParameterName, slot.Parameter.Name);
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptor, (slot.Given?.Value.Syntax ?? name).GetLocation(), properties, call.TargetMethod.Name, token.Text));
    }

    /// <summary>Cleanup, a recursive call, or one that knows the token by another way.</summary>
    private static bool IsForgetful(IInvocationOperation call, ISymbol member, TokenInScope token) =>
        CleanupCode.Contains(call, member)
        || SymbolEqualityComparer.Default.Equals(call.TargetMethod.OriginalDefinition, member)
        || (token.Symbol is { } symbol && token.IsParameter && call.Arguments.Any(argument => argument.Value.Mentions(symbol)))
        || call.Arguments.Any(argument => argument.Value.Unwrapped() is ILocalReferenceOperation { Local.Type.Name: "ParallelOptions" });

    private static void OnCreation(SeenOperation context, CancellationTypes cancellation)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation.Type?.ToDisplayString() == "System.Threading.Tasks.ParallelOptions"
            && cancellation.InScope(creation, context.ContainingSymbol) is { } token
            && !CleanupCode.Contains(creation, context.ContainingSymbol)
            && !SetsToken(creation))
        {
            var properties = System.Collections.Immutable.ImmutableDictionary<string, string?>.Empty.Add(TokenText, token.Text);
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, creation.Syntax.GetLocation(), properties, "ParallelOptions", token.Text));
        }
    }

    /// <summary>In its initializer, or anywhere later in the function.</summary>
    private static bool SetsToken(IObjectCreationOperation creation) =>
        creation.Function().Descendants().Any(part =>
            part is IAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "CancellationToken", ContainingType.Name: "ParallelOptions" } } });

    /// <summary>Properties of a report, for the fix: the token as it is written, and the name of the parameter that takes it.</summary>
    internal const string TokenText = nameof(TokenText);

    internal const string ParameterName = nameof(ParameterName);
}

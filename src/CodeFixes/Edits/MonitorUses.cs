using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>Fields that serve as a lock and as nothing else: lock statements take them, and plain calls of Monitor.</summary>
internal static class MonitorUses
{
    /// <summary>
    /// The lock statements and the calls, one for each use; null when one of them is anything else, such as Pulse or a
    /// call that tells by reference whether it took the lock.
    /// </summary>
    public static IReadOnlyList<SyntaxNode>? Of(OwnField field, SemanticModel model, CancellationToken cancellation)
    {
        var all = field.Uses.Select(use => Of(use, model, cancellation)).OfType<SyntaxNode>().ToList();
        return all.Count == field.Uses.Count ? all : null;
    }

    /// <summary>The object that the statement or the call takes or gives back.</summary>
    public static ExpressionSyntax ObjectOf(SyntaxNode use) => LockedPlaces.Bare(
        use is LockStatementSyntax statement ? statement.Expression : ((InvocationExpressionSyntax)use).ArgumentList.Arguments[0].Expression).WithoutTrivia();

    /// <summary>Enter, Exit or TryEnter.</summary>
    public static string NameOf(InvocationExpressionSyntax call) => ((MemberAccessExpressionSyntax)call.Expression).Name.Identifier.ValueText;

    /// <summary>How long TryEnter waits, as it is written; empty when it does not.</summary>
    public static string TimeoutOf(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments is { Count: 2 } arguments ? arguments[1].Expression.WithoutTrivia().ToString() : "";

    private static SyntaxNode? Of(ExpressionSyntax use, SemanticModel model, CancellationToken cancellation)
    {
        SyntaxNode outer = use;
        while (outer.Parent is ExpressionSyntax around && LockedPlaces.Bare(around) == use)
        {
            outer = around;
        }

        return outer.Parent switch
        {
            LockStatementSyntax statement => statement,
            ArgumentSyntax { NameColon: null, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } call } list } argument
                when list.Arguments[0] == argument && IsPlain(call, model, cancellation) => call,
            _ => null,
        };
    }

    private static bool IsPlain(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { ContainingType: { Name: "Monitor", ContainingNamespace.Name: "Threading" } } method
        && (method.Name, method.Parameters.Length) switch
        {
            ("Enter" or "Exit", 1) => call.Parent is ExpressionStatementSyntax,
            ("TryEnter", 1) => true,
            ("TryEnter", 2) => method.Parameters[1].RefKind == RefKind.None && call.ArgumentList.Arguments[1].NameColon is null,
            _ => false,
        };
}

using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Edits;

/// <summary>
/// An async method that returns nothing and could return a task: its signature is its own, and it is called and never
/// made a delegate of.
/// </summary>
internal static class AsyncVoidFunction
{
    /// <summary>The file with the function returning a task, and awaited by callers that are async; null when it has to stay.</summary>
    public static SyntaxNode? Repaired(SyntaxNode function, FixTarget target)
    {
        if (function is not (MethodDeclarationSyntax or LocalFunctionStatementSyntax)
            || target.Model.GetDeclaredSymbol(function, target.Cancellation) is not IMethodSymbol { IsVirtual: false, IsOverride: false } method
            || IsNamedElsewhere(method, target)
            || CallsIn(target.Root, method, target) is not { } calls)
        {
            return null;
        }

        var awaited = calls.Where(call => CanAwait(call, target.Model)).ToList<SyntaxNode>();
        return target.Root.ReplaceNodes(
            awaited.Append(function),
            (original, current) => original == function
                ? WithTask(current, target.Model, function.SpanStart)
                : AddAwait.Over((ExpressionSyntax)current, (ExpressionSyntax)current, inParentheses: false));
    }

    /// <summary>All calls in the file; null when the method is used in another way than to call it.</summary>
    private static List<ExpressionSyntax>? CallsIn(SyntaxNode root, IMethodSymbol method, FixTarget target)
    {
        var calls = new List<ExpressionSyntax>();
        foreach (var name in NamesIn(root, method.Name))
        {
            var symbol = target.Model.GetSymbolInfo(name, target.Cancellation);
            var found = symbol.Symbol ?? symbol.CandidateSymbols.FirstOrDefault();
            if (found is null || !SymbolEqualityComparer.Default.Equals(found.OriginalDefinition, method))
            {
                continue;
            }

            if (Called(name) is not { } call)
            {
                return null;
            }

            calls.Add(call);
        }

        return calls;
    }

    // In other files a name that is not called may be a delegate, which would not compile any more.
    private static bool IsNamedElsewhere(IMethodSymbol method, FixTarget target) =>
        method.DeclaredAccessibility != Accessibility.Private
        && method.MethodKind != MethodKind.LocalFunction
        && target.Model.Compilation.SyntaxTrees.Any(tree =>
            tree != target.Root.SyntaxTree && NamesIn(tree.GetRoot(target.Cancellation), method.Name).Any(name => Called(name) is null));

    private static IEnumerable<SimpleNameSyntax> NamesIn(SyntaxNode root, string name) =>
        root.DescendantNodes().OfType<SimpleNameSyntax>().Where(node => node.Identifier.ValueText == name);

    private static InvocationExpressionSyntax? Called(SimpleNameSyntax name)
    {
        ExpressionSyntax expression = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        return expression.Parent is InvocationExpressionSyntax call && call.Expression == expression ? call : null;
    }

    // A caller that is not async goes on as before; the compiler now says that it does (CS4014).
    private static bool CanAwait(ExpressionSyntax call, SemanticModel model) =>
        call.Parent is ExpressionStatementSyntax
        && Functions.Around(call) is { } caller
        && Functions.IsAsync(caller)
        && !call.Ancestors().TakeWhile(node => node != caller).Any(node => node is LockStatementSyntax)
        && !AwaitHazards.Any(call, caller, model);

    private static SyntaxNode WithTask(SyntaxNode function, SemanticModel model, int position)
    {
        var task = ParseTypeName(model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task")!.ToMinimalDisplayString(model, position));
        return function is MethodDeclarationSyntax method
            ? method.WithReturnType(task.WithTriviaFrom(method.ReturnType))
            : ((LocalFunctionStatementSyntax)function).WithReturnType(task.WithTriviaFrom(((LocalFunctionStatementSyntax)function).ReturnType));
    }
}

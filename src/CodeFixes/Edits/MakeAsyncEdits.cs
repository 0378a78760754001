using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Unravel.CodeFixes.Edits;

/// <summary>What changes, node by node, in the documents of a solution.</summary>
internal sealed class MakeAsyncEdits
{
    private readonly Dictionary<DocumentId, Dictionary<SyntaxNode, Func<SyntaxNode, SyntaxNode>>> _edits = [];
    private readonly List<(DocumentId Document, SyntaxAnnotation Mark, string Type)> _kept = [];

    /// <summary>The documents that change.</summary>
    public IEnumerable<DocumentId> Documents => _edits.Keys;

    /// <summary>Calls whose type must be the same after the change.</summary>
    public IReadOnlyList<(DocumentId Document, SyntaxAnnotation Mark, string Type)> Kept => _kept;

    public bool Has(Document document, SyntaxNode node) => _edits.TryGetValue(document.Id, out var edits) && edits.ContainsKey(node);

    public void Add(Document document, SyntaxNode node, Func<SyntaxNode, SyntaxNode> rewrite)
    {
        if (!_edits.TryGetValue(document.Id, out var edits))
        {
            _edits[document.Id] = edits = [];
        }

        edits[node] = edits.TryGetValue(node, out var first) ? current => rewrite(first(current)) : rewrite;
    }

    public void AwaitCall(Document document, ExpressionSyntax call)
    {
        var inParentheses = AddAwait.NeedsParentheses(call);
        Add(document, call, current => AddAwait.Over((ExpressionSyntax)current, (ExpressionSyntax)current, inParentheses));
    }

    /// <summary>The caller stays synchronous: it waits for the task, where it waited inside of the call before.</summary>
    public void WaitForCall(Document document, ExpressionSyntax call) =>
        Add(document, call, current => Call(Call((ExpressionSyntax)current.WithoutTrivia(), "GetAwaiter"), "GetResult").WithTriviaFrom(current));

    /// <summary>Marks a call, to compare its type afterwards.</summary>
    public void Keep(Document document, InvocationExpressionSyntax call, SemanticModel model)
    {
        var mark = new SyntaxAnnotation();
        _kept.Add((document.Id, mark, model.GetTypeInfo(call).Type?.ToDisplayString() ?? ""));
        Add(document, call, current => current.WithAdditionalAnnotations(mark));
    }

    public async Task<Solution> ApplyAsync(Solution solution, CancellationToken cancellation)
    {
        foreach (var changes in _edits)
        {
            var root = await solution.GetDocument(changes.Key)!.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            var edits = changes.Value;
            solution = solution.WithDocumentSyntaxRoot(
                changes.Key, root!.ReplaceNodes(edits.Keys, (original, current) => edits[original](current)));
        }

        return solution;
    }

    private static InvocationExpressionSyntax Call(ExpressionSyntax receiver, string method) =>
        InvocationExpression(MemberAccessExpression(Microsoft.CodeAnalysis.CSharp.SyntaxKind.SimpleMemberAccessExpression, receiver, IdentifierName(method)));
}

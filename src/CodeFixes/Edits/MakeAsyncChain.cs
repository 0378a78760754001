using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace Unravel.CodeFixes.Edits;

/// <summary>
/// Makes a function that blocks async, and its callers, overrides and interface members with it, through the whole solution
/// up to where somebody can await, or where the signature is not ours to change.
/// </summary>
internal sealed class MakeAsyncChain
{
    private readonly Solution _solution;
    private readonly CancellationToken _cancellation;
    private readonly MakeAsyncEdits _edits = new();
    private readonly Dictionary<SyntaxNode, MakeAsyncMember> _members = [];
    private readonly Queue<MakeAsyncMember> _open = [];

    private MakeAsyncChain(Solution solution, CancellationToken cancellation) => (_solution, _cancellation) = (solution, cancellation);

    /// <summary>The solution after the change, and how many members have another signature; null when it is refused.</summary>
    /// <param name="blocking">The expression that blocks, in a synchronous method or local function.</param>
    public static async Task<(Solution Solution, int Members)?> PlanAsync(Document document, ExpressionSyntax blocking, SemanticModel model, CancellationToken cancellation)
    {
        if (Functions.Around(blocking) is not { } function
            || BlockingReplacements.KindOf(blocking, function, model, cancellation) is null
            || model.GetDeclaredSymbol(function, cancellation) is not IMethodSymbol method)
        {
            return null;
        }

        var chain = new MakeAsyncChain(document.Project.Solution, cancellation);
        if (await chain.AddAsync(method, isChosen: true).ConfigureAwait(false) != MakeAsyncVerdict.Convert)
        {
            return null;
        }

        while (chain._open.Count > 0)
        {
            var member = chain._open.Dequeue();
            chain.AwaitInside(member);
            if (!member.ReturnsTask && !await chain.FollowUsesAsync(member).ConfigureAwait(false))
            {
                return null;
            }
        }

        foreach (var member in chain._members.Values)
        {
            chain._edits.Add(member.Document, member.Declaration, member.Rewrite);
        }

        var changed = await chain._edits.ApplyAsync(chain._solution, cancellation).ConfigureAwait(false);
        return await MakeAsyncProof.HoldsAsync(chain._solution, changed, chain._edits, cancellation).ConfigureAwait(false)
            ? (changed, chain._members.Values.Count(member => !member.ReturnsTask))
            : null;
    }

    /// <summary>Takes the member and its family into the change, when all of them may change.</summary>
    private async Task<MakeAsyncVerdict> AddAsync(IMethodSymbol method, bool isChosen)
    {
        var family = new List<MakeAsyncMember>();
        var verdict = MakeAsyncVerdict.Convert;

        // Who returns a task already keeps the signature, so neither family nor callers matter.
        var keepsSignature = method.ReturnType is { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" };
        var relatives = keepsSignature ? [method] : await MakeAsyncFamily.OfAsync(method, _solution, _cancellation).ConfigureAwait(false);
        foreach (var relative in relatives)
        {
            var declaration = relative.DeclaringSyntaxReferences is { Length: 1 } places ? await places[0].GetSyntaxAsync(_cancellation).ConfigureAwait(false) : null;
            if (declaration is not null && _members.ContainsKey(declaration))
            {
                return MakeAsyncVerdict.Convert;
            }

            var document = declaration is null ? null : _solution.GetDocument(declaration.SyntaxTree);
            var model = document is null or SourceGeneratedDocument ? null : await document.GetSemanticModelAsync(_cancellation).ConfigureAwait(false);
            var own = declaration is null || model is null || document!.GetLinkedDocumentIds().Length > 0
                ? MakeAsyncVerdict.Stop
                : MakeAsyncVerdicts.Of(relative, declaration, model.Compilation, isChosen || keepsSignature);
            verdict = (MakeAsyncVerdict)Math.Max((int)verdict, (int)own);
            if (verdict == MakeAsyncVerdict.Refuse)
            {
                return verdict;
            }

            if (own == MakeAsyncVerdict.Convert)
            {
                family.Add(new MakeAsyncMember(declaration!, relative, document!, model!));
            }
        }

        if (verdict == MakeAsyncVerdict.Convert)
        {
            if (family.Any(member => !CanUnwrap(member)))
            {
                return MakeAsyncVerdict.Refuse;
            }

            foreach (var member in family)
            {
                _members[member.Declaration] = member;
                _open.Enqueue(member);
            }
        }

        return verdict;
    }

    // A member that returns a task already keeps its signature; its returns are unwrapped.
    private bool CanUnwrap(MakeAsyncMember member)
    {
        if (!member.ReturnsTask)
        {
            return true;
        }

        var returns = new ReturnedTasks(member.Declaration, ((INamedTypeSymbol)member.Method.ReturnType).IsGenericType, inScopes: false, member.Model, _cancellation);
        if (!member.HasBody || !returns.CanBeUnwrapped)
        {
            return false;
        }

        foreach (var node in returns.Nodes)
        {
            _edits.Add(member.Document, node, current => returns.Unwrap(node, current));
        }

        return true;
    }

    private void AwaitInside(MakeAsyncMember member)
    {
        foreach (var call in BlockingReplacements.In(member.Declaration, member.Model, _cancellation))
        {
            var (expression, kind) = ((ExpressionSyntax)call.Key, call.Value);
            if (TokenHandOn.In(expression, member.Model, _cancellation) is var (inner, token))
            {
                _edits.Add(member.Document, inner, current => TokenHandOn.Rewrite(current, token));
            }

            var inParentheses = AddAwait.NeedsParentheses(expression);
            _edits.Add(member.Document, expression, current => AwaitForm.Of((ExpressionSyntax)current, kind, inParentheses));
            member.Awaits = true;
        }
    }

    private async Task<bool> FollowUsesAsync(MakeAsyncMember member)
    {
        var isCalled = false;
        foreach (var found in await SymbolFinder.FindReferencesAsync(member.Method, _solution, _cancellation).ConfigureAwait(false))
        {
            foreach (var place in found.Locations)
            {
                if (place.IsImplicit || place.Document is SourceGeneratedDocument
                    || await place.Document.GetSyntaxRootAsync(_cancellation).ConfigureAwait(false) is not { } root
                    || await place.Document.GetSemanticModelAsync(_cancellation).ConfigureAwait(false) is not { } model)
                {
                    return false;
                }

                var node = root.FindNode(place.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
                var use = MakeAsyncUse.Of(node, model);
                isCalled |= use.Kind is not (MakeAsyncUseKind.Mention or MakeAsyncUseKind.Handler);
                if (use.Kind == MakeAsyncUseKind.Handler)
                {
                    member.IsHandler = true;
                }
                else if (!_edits.Has(place.Document, use.Node) && !await ChangeAsync(use, place.Document, model).ConfigureAwait(false))
                {
                    return false;
                }
            }
        }

        // A handler that others call too would leave them before its work is done.
        return !member.IsHandler || (!isCalled && member.Method.ReturnsVoid && member.Awaits);
    }

    private async Task<bool> ChangeAsync(MakeAsyncUse use, Document document, SemanticModel model)
    {
        switch (use.Kind)
        {
            case MakeAsyncUseKind.Mention:
                return true;
            case MakeAsyncUseKind.Group:
                _edits.Keep(document, use.Starter!, model);
                return true;
            case MakeAsyncUseKind.CallInLambda:
                _edits.AwaitCall(document, (ExpressionSyntax)use.Node);
                if (!_edits.Has(document, use.Function!))
                {
                    _edits.Add(document, use.Function!, MakeAsync.WithAsync);
                    _edits.Keep(document, use.Starter!, model);
                }

                return true;
            case MakeAsyncUseKind.Call:
                return await ChangeCallAsync((ExpressionSyntax)use.Node, use.Function, document, model).ConfigureAwait(false);
            default:
                return false;
        }
    }

    private async Task<bool> ChangeCallAsync(ExpressionSyntax call, SyntaxNode? function, Document document, SemanticModel model)
    {
        var isAwaited = function is null ? call.Ancestors().Any(node => node is GlobalStatementSyntax) : Functions.IsAsync(function);
        if (!isAwaited && function is MethodDeclarationSyntax or LocalFunctionStatementSyntax)
        {
            if (model.GetDeclaredSymbol(function, _cancellation) is not IMethodSymbol caller)
            {
                return false;
            }

            switch (await AddAsync(caller, isChosen: false).ConfigureAwait(false))
            {
                case MakeAsyncVerdict.Refuse:
                    return false;
                case MakeAsyncVerdict.Convert:
                    isAwaited = true;
                    _members[function].Awaits = true;
                    break;
            }
        }

        if (isAwaited)
        {
            _edits.AwaitCall(document, call);
        }
        else
        {
            _edits.WaitForCall(document, call);
        }

        return true;
    }
}

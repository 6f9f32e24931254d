// Writes the words and pairs of a language model in kenlm's form (a quantised trie) as text, for training/pairs.py.
//
//     pairs MODEL WORDS PAIRS
//
// kenlm gives no way to list pairs, so this reads the parts that it keeps private.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <queue>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>
#define private public
#define protected public
#include "lm/enumerate_vocab.hh"
#include "lm/model.hh"
#include "lm/quantize.hh"
#include "lm/search_trie.hh"
#include "lm/trie.hh"
#include "util/bit_packing.hh"

using namespace lm::ngram;

struct Listed : lm::EnumerateVocab {
  std::vector<std::string> words;
  void Add(lm::WordIndex at, const StringPiece &word) {
    if (words.size() <= at) words.resize(at + 1);
    words[at] = std::string(word.data(), word.size());
  }
};

int main(int, char **argv) {
  Listed listed;
  Config config;
  config.enumerate_vocab = &listed;
  QuantArrayTrieModel model(argv[1], config);
  FILE *words = fopen(argv[2], "w"), *pairs = fopen(argv[3], "w");
  auto &search = model.search_;
  auto &middle = search.middle_begin_[0];
  for (size_t at = 0; at < listed.words.size(); ++at) {
    trie::NodeRange node, ignored;
    auto word = search.unigram_.Find(at, node);
    fprintf(words, "%s\t%.4f\t%.4f\n", listed.words[at].c_str(), word.Prob(), word.Backoff());
    for (uint64_t each = node.begin; each < node.end; ++each) {
      auto first = util::ReadInt57(middle.base_, each * middle.total_bits_, middle.word_bits_, middle.word_mask_);
      SeparatelyQuantize::MiddlePointer pair(search.quant_, 0, middle.ReadEntry(each, ignored));
      fprintf(pairs, "%s\t%s\t%.3f\n", listed.words[first].c_str(), listed.words[at].c_str(), pair.Prob());
    }
  }
}

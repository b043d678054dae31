/** Where people live: zone, region of their public holidays, currency of their pay, and names heard there. */
export interface Place {
  readonly region: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly given: readonly string[];
  readonly family: readonly string[];
}

const place = (region: string, timeZone: string, currency: string, given: string, family: string): Place => ({
  region,
  timeZone,
  currency,
  given: given.split(' '),
  family: family.split(' '),
});

export const places = {
  geneva: place(
    'CH-GE',
    'Europe/Zurich',
    'CHF',
    'Camille Luc Noémie Bastien Elodie Yannick Sandrine Olivier Mélanie Thierry Aurélie Cédric Corinne Fabrice Laurence Rachel',
    'Favre Rochat Jaquet Chappuis Bonvin Perret Aubert Monnier Dubois Gonin Pasche Vuilleumier Genoud Cuendet Blanc Meylan',
  ),
  zurich: place(
    'CH-ZH',
    'Europe/Zurich',
    'CHF',
    'Reto Ursina Beat Regula Andrin Seraina Urs Annina Lukas Flurina Jürg Nadja Silvan Corina Gian Ladina',
    'Ammann Brunner Caduff Egli Frei Gerber Hofer Imhof Keller Lüthi Meier Niederer Oberholzer Pfister Roth Zbinden',
  ),
  berlin: place(
    'DE-BE',
    'Europe/Berlin',
    'EUR',
    'Jonas Frieda Matthias Anneke Torben Greta Henrik Leonie Malte Swantje Emre Aylin Konrad Mareike Sven Paulina',
    'Albrecht Böhm Dietrich Engel Fiedler Graf Hartwig Jansen Krüger Lorenz Neumann Öztürk Petersen Richter Sommer Voigt',
  ),
  london: place(
    'GB-ENG',
    'Europe/London',
    'GBP',
    'Imogen Callum Priyanka Rhys Harriet Tobias Zainab Alistair Beatrix Declan Marcus Freya Gareth Olamide Rosalind Jasper',
    'Ashworth Blackwood Chaudhry Davenport Ellison Fairclough Goddard Hargreaves Iqbal Kettering Lockwood Mahmood Pembroke Radcliffe Thornton Whitlock',
  ),
  lisbon: place(
    'PT',
    'Europe/Lisbon',
    'EUR',
    'Inês Duarte Matilde Gonçalo Leonor Tiago Beatriz Afonso Catarina Rui Margarida Vasco Joana Nuno Teresa Bernardo',
    'Almeida Barros Cardoso Esteves Fonseca Guerreiro Lourenço Magalhães Nogueira Pacheco Quintela Ribeiro Saraiva Tavares Valente Xavier',
  ),
  warsaw: place(
    'PL',
    'Europe/Warsaw',
    'PLN',
    'Agnieszka Bartosz Ewelina Grzegorz Izabela Jacek Kinga Łukasz Magdalena Paweł Renata Szymon Urszula Wojciech Zuzanna Tomasz',
    'Adamczyk Borkowski Czarnecki Dąbrowski Górski Jabłoński Kaczmarek Lewandowski Mazur Nowicki Ostrowski Pawlak Rutkowski Sikora Walczak Zieliński',
  ),
  newYork: place(
    'US-NY',
    'America/New_York',
    'USD',
    'Tamika Brandon Marisol Devin Keisha Elliot Rosa Jamal Whitney Hector Naomi Curtis Lourdes Trevor Simone Dominic',
    'Abernathy Brooks Castellano Delgado Espinoza Freeman Goldberg Hollis Jefferson Kowalczyk Lombardi Maldonado Okafor Prescott Rosario Sullivan',
  ),
  losAngeles: place(
    'US-CA',
    'America/Los_Angeles',
    'USD',
    'Mei Cameron Xiomara Tyler Thuy Logan Alejandra Derek Jocelyn Kai Marisela Shane Linh Austin Valeria Noah',
    'Bautista Chen Everett Figueroa Huang Kim Lam Montoya Nakamura Pacheco Quan Salazar Tran Villanueva Westbrook Yamada',
  ),
  saoPaulo: place(
    'BR-SP',
    'America/Sao_Paulo',
    'BRL',
    'Thaís Caio Larissa Vinícius Juliana Murilo Renata Otávio Bruna Leandro Camila Rafael Letícia Danilo Priscila Heitor',
    'Araújo Batista Cavalcanti Domingues Evangelista Ferraz Gouveia Lacerda Meireles Nascimento Pimentel Queiroz Rezende Siqueira Teixeira Vilela',
  ),
  lagos: place(
    'NG',
    'Africa/Lagos',
    'NGN',
    'Adaeze Babatunde Chidinma Damilola Emeka Folake Ifeoma Kunle Ngozi Obinna Simisola Tunde Uche Yetunde Zainab Segun',
    'Abiola Balogun Chukwu Danjuma Eze Fashola Ibrahim Kalu Lawal Nwosu Ogunleye Okonkwo Onyeka Salami Uzoma Williams',
  ),
  nairobi: place(
    'KE',
    'Africa/Nairobi',
    'KES',
    'Achieng Brian Cherono Dennis Esther Faith Gitau Halima Ian Jepkosgei Kamau Lilian Mwikali Njeri Otieno Wambui',
    'Barasa Chebet Gathoni Kariuki Kimani Kiplagat Langat Macharia Mutua Mwangi Njoroge Odhiambo Omondi Onyango Wafula Wanjiru',
  ),
  dubai: place(
    'AE',
    'Asia/Dubai',
    'AED',
    'Ahmed Fatima Khalid Layla Omar Mariam Rashid Noura Sultan Hessa Tariq Amna Yousef Reem Hamdan Shamma',
    'Al-Amiri Al-Blooshi Al-Dhaheri Al-Falasi Al-Hammadi Al-Ketbi Al-Maktari Al-Mazrouei Al-Nuaimi Al-Romaithi Al-Shamsi Al-Suwaidi Al-Zaabi Haddad Khoury Rahman',
  ),
  mumbai: place(
    'IN-MH',
    'Asia/Kolkata',
    'INR',
    'Aditya Bhavana Chetan Deepika Farhan Gauri Harsh Ishita Kunal Lavanya Manoj Neha Pranav Rukmini Siddharth Tanvi',
    'Apte Bhosale Chitnis Deshpande Fernandes Gokhale Iyer Joshi Kulkarni Limaye Naik Patwardhan Rao Shetty Tendulkar Vaidya',
  ),
  singapore: place(
    'SG',
    'Asia/Singapore',
    'SGD',
    'Wei Siti Jun Hui Arjun Xin Nurul Kok Li Haziq Mei Desmond Aishah Boon Cheryl Faisal',
    'Ang Cheong Goh Heng Koh Lim Neo Ong Phua Quek Rahim Seah Tan Wong Yap Zainal',
  ),
  manila: place(
    'PH',
    'Asia/Manila',
    'PHP',
    'Angelica Benedict Carmela Dante Elena Francisco Gloria Honorio Isagani Jasmine Katrina Lorenzo Marites Nestor Paolo Rowena',
    'Aquino Bonifacio Cabrera Dimaculangan Enriquez Galang Hernandez Ilagan Lacson Macaraeg Navarro Ocampo Pangilinan Reyes Santos Villareal',
  ),
  tokyo: place(
    'JP',
    'Asia/Tokyo',
    'JPY',
    'Aoi Daichi Emi Haruto Kaori Kenta Mariko Naoki Rina Shota Takumi Yui Yuto Hinata Sakura Ren',
    'Abe Fujita Hayashi Inoue Kato Kobayashi Matsumoto Mori Nishimura Ogawa Saito Shimizu Takahashi Ueda Watanabe Yoshida',
  ),
  sydney: place(
    'AU-NSW',
    'Australia/Sydney',
    'AUD',
    'Lachlan Matilda Angus Bronte Hamish Kirra Darcy Tahlia Flynn Indigo Jarrah Sienna Cooper Maeve Beau Willow',
    'Armitage Brennan Cartwright Donnelly Fitzgerald Gallagher Hutchinson Jamieson Kavanagh Lonsdale McKinnon Nguyen Papadopoulos Quinlan Stavros Whittaker',
  ),
} as const satisfies Record<string, Place>;

export type PlaceName = keyof typeof places;
